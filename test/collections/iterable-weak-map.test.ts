// A map whose keys are collected: its results before, between a collection and its callback, and after.
import { expect, test } from 'vitest'
import { IterableWeakMap } from '../../src/collections/index.ts'
import { collect, collectUntil, Dropped, turn } from './collect.ts'

class Key {
  readonly id: number

  constructor(id: number) {
    this.id = id
  }
}

/** Sets as many keys, numbered from 0, that only `dropped` references. */
function fill(map: IterableWeakMap<Key, unknown>, count: number, dropped = new Dropped()): Dropped {
  for (let id = 0; id < count; id++) map.set(dropped.add(new Key(id)), `value ${id}`)
  return dropped
}

const ids = (map: IterableWeakMap<Key, unknown>) => [...map.keys()].map(({ id }) => id)

test('a value is found by the identity of its key, in the order of insertion', () => {
  const keys = [2, 0, 1].map(id => new Key(id))
  const map = new IterableWeakMap(keys.map(key => [key, key.id * 10]))
  expect(keys.map(key => map.get(key))).toEqual([20, 0, 10])
  expect([map.get(new Key(0)), map.has(new Key(0))]).toEqual([undefined, false])
  map.set(keys[1]!, 5)
  expect([...map].map(([{ id }, value]) => [id, value])).toEqual([
    [2, 20],
    [0, 5],
    [1, 10],
  ])
  expect([...map.values()]).toEqual([20, 5, 10])
  expect([map.size, map.rawSize]).toEqual([3, 3])
})

test('undefined is a value', () => {
  const key = new Key(0)
  const map = new IterableWeakMap<Key, unknown>([[key, undefined]])
  expect([map.has(key), map.getOrInsert(key, 1), [...map.values()]]).toEqual([true, undefined, [undefined]])
  expect([map.take(key), map.has(key)]).toEqual([undefined, false])
})

test('one collected object removes one entry', async () => {
  const keys = [0, 1, 2].map(id => new Key(id))
  const map = new IterableWeakMap(keys.map(key => [key, key.id]))
  keys.splice(1, 1)
  await collectUntil('one entry is gone', () => map.rawSize === 2)
  await collect()
  expect(ids(map)).toEqual([0, 2])
  expect(keys.map(key => map.get(key))).toEqual([0, 2])
})

test('between collection and callback, size counts what is alive, rawSize counts all entries', async () => {
  const kept = new Key(-1)
  const map = new IterableWeakMap<Key, unknown>([[kept, 'kept']])
  const dropped = fill(map, 3)
  await dropped.collected()
  expect([map.size, map.rawSize, [...map.values()]]).toEqual([1, 4, ['kept']])
  await dropped.finalized()
  expect([map.size, map.rawSize, map.get(kept)]).toEqual([1, 1, 'kept'])
})

test('values that reference their key, or the map, are collected with it: entries are ephemerons', async () => {
  const map = new IterableWeakMap<Key, unknown>()
  const dropped = new Dropped()
  const fillCyclic = () => {
    for (let id = 0; id < 10; id++) {
      const key = dropped.add(new Key(id))
      map.set(key, dropped.add({ key, map }))
    }
  }
  fillCyclic()
  await dropped.finalized()
  expect(map.rawSize).toBe(0)
})

test('a chain of 100 links, each value the next key, collapses when its first key does', async () => {
  const map = new IterableWeakMap<Key, unknown>()
  const dropped = new Dropped()
  const first: Key[] = []
  const fillChain = () => {
    let key = dropped.add(new Key(0))
    first.push(key)
    for (let id = 1; id <= 100; id++) {
      const next = dropped.add(new Key(id))
      map.set(key, next)
      key = next
    }
  }
  fillChain()
  await collect()
  expect([map.rawSize, dropped.alive]).toEqual([100, 101])
  first.length = 0
  await dropped.finalized()
  expect(map.rawSize).toBe(0)
})

test('an open iterator keeps at most one entry alive', async () => {
  const map = new IterableWeakMap<Key, unknown>()
  const dropped = fill(map, 100)
  const iterator = map.entries()
  const walk = (steps: number) => {
    for (let id = 0; id < steps; id++) expect(iterator.next().value?.[1]).toBe(`value ${id}`)
  }
  walk(50)
  await collectUntil('at most one is alive', () => dropped.alive <= 1)
  expect(iterator.next().done).toBe(true)
  await dropped.finalized()
  expect(map.rawSize).toBe(0)
})

test('an iteration across turns yields each key at most once, while keys are collected', async () => {
  const map = new IterableWeakMap<Key, number>()
  const keys: (Key | undefined)[] = []
  const fillKept = () => {
    for (let id = 0; id < 30; id++) keys.push(new Key(id))
    for (const key of keys) map.set(key!, key!.id)
  }
  fillKept()
  const seen: number[] = []
  for (const id of map.values()) {
    seen.push(id)
    keys[id * 2] = undefined
    await turn()
    globalThis.gc!()
  }
  expect(new Set(seen).size).toBe(seen.length)
  await collect()
  expect(ids(map).filter(id => !seen.includes(id))).toEqual([])
  expect(map.rawSize).toBe(keys.filter(key => key !== undefined).length)
})

test('an entry that is removed and set again during an iteration survives', async () => {
  const keys = [0, 1, 2].map(id => new Key(id))
  const map = new IterableWeakMap(keys.map(key => [key, 'old']))
  const dropped = fill(map, 3)
  await dropped.collected()
  const seen: unknown[] = []
  for (const [{ id }, value] of map) {
    seen.push([id, value])
    if (value === 'old' && map.delete(keys[1]!) && seen.length === 1) map.set(keys[1]!, 'new')
  }
  expect(seen).toEqual([
    [0, 'old'],
    [2, 'old'],
  ])
  map.set(keys[1]!, 'new')
  await dropped.finalized()
  expect(ids(map)).toEqual([0, 2, 1])
  expect(map.get(keys[1]!)).toBe('new')
})

test('delete and take return what is there', () => {
  const keys = [0, 1].map(id => new Key(id))
  const map = new IterableWeakMap(keys.map(key => [key, key.id]))
  expect([map.delete(keys[0]!), map.delete(keys[0]!), map.take(keys[0]!)]).toEqual([true, false, undefined])
  expect([map.take(keys[1]!), map.take(keys[1]!), map.rawSize]).toEqual([1, undefined, 0])
})

test('clear with callbacks pending, then set again: all stay', async () => {
  const keys = Array.from({ length: 50 }, (_, id) => new Key(id))
  const map = new IterableWeakMap<Key, unknown>(keys.map(key => [key, key.id]))
  const dropped = fill(map, 50)
  await dropped.collected()
  expect(map.rawSize).toBe(100)
  map.clear()
  expect([map.rawSize, map.get(keys[0]!), map.has(keys[0]!)]).toEqual([0, undefined, false])
  for (const key of keys) map.set(key, key.id)
  await dropped.finalized()
  expect([map.size, map.rawSize, map.get(keys[9]!)]).toEqual([50, 50, 9])
})

test('get or insert always has a value, 2,000 times under collection', async () => {
  const map = new IterableWeakMap<Key, { made: number }>()
  let keys: Key[] = []
  let made = 0
  const ask = (i: number) => {
    keys[i % 5] ??= new Key(i)
    return map.getOrInsertComputed(keys[i % 5]!, () => ({ made: ++made })).made
  }
  for (let i = 0; i < 2_000; i++) {
    if (i % 20 === 0) await turn()
    if (i % 40 === 0) globalThis.gc!()
    if (i % 100 === 0) keys = []
    expect(ask(i)).toBeGreaterThan(0)
  }
  expect(made).toBe(100)
  await collectUntil('only the last keys are there', () => map.rawSize === 5)
})

test('a copy skips what is collected, and is independent', async () => {
  const keys = [0, 1].map(id => new Key(id))
  const map = new IterableWeakMap<Key, unknown>([[keys[0]!, 'kept']])
  await fill(map, 3).collected()
  const copy = new IterableWeakMap(map)
  expect([copy.rawSize, map.rawSize]).toEqual([1, 4])
  copy.set(keys[1]!, 'new')
  map.delete(keys[0]!)
  expect([copy.size, map.size, copy.get(keys[0]!)]).toEqual([2, 0, 'kept'])
})

test('frozen and sealed objects, functions, revoked proxies and unique symbols are keys', async () => {
  const { proxy, revoke } = Proxy.revocable({}, {})
  revoke()
  const keys: WeakKey[] = [
    Object.freeze({}),
    Object.seal([]),
    Object.preventExtensions(new Map()),
    () => {},
    class {},
    proxy,
    Symbol('unique'),
    Symbol.iterator,
  ]
  const map = new IterableWeakMap(keys.map((key, i) => [key, i]))
  await collect()
  expect([...map.values()]).toEqual([0, 1, 2, 3, 4, 5, 6, 7])
  for (const [i, key] of keys.entries()) expect(map.get(key)).toBe(i)
  for (const key of keys) expect(map.delete(key)).toBe(true)
})

test('all kinds of keys are collected', async () => {
  const map = new IterableWeakMap<WeakKey, unknown>()
  const dropped = new Dropped()
  const fillKinds = () => {
    const { proxy, revoke } = Proxy.revocable({}, {})
    revoke()
    // A new function literal, not a function that all calls share.
    for (const key of [Object.freeze({}), () => map, proxy, Symbol('unique')]) map.set(dropped.add(key), key)
  }
  fillKinds()
  expect(map.rawSize).toBe(4)
  await dropped.finalized()
  expect(map.rawSize).toBe(0)
})

test.each([1, 'text', undefined, null, true, 1n, Number.NaN, Symbol.for('registered')])(
  '%s is refused as a key, and the map is as it was',
  refused => {
    const map = new IterableWeakMap<Key, unknown>([[new Key(0), 'kept']])
    const primitive = refused as unknown as Key
    expect(() => map.set(primitive, 1)).toThrow(TypeError)
    expect(() => map.getOrInsert(primitive, 1)).toThrow(TypeError)
    expect([map.get(primitive), map.has(primitive), map.delete(primitive)]).toEqual([undefined, false, false])
    expect([...map.values()]).toEqual(['kept'])
    expect(map.rawSize).toBe(1)
  },
)

test('the map itself, and its values, are collected while its keys are alive', async () => {
  const keys = Array.from({ length: 100 }, (_, id) => new Key(id))
  const dropped = new Dropped()
  const make = () => {
    const map = dropped.add(new IterableWeakMap<Key, unknown>())
    for (const key of keys) map.set(key, dropped.add({ map, key }))
  }
  make()
  await dropped.finalized()
  expect(keys.length).toBe(100)
})
