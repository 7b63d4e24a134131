// A map whose values are collected: its results before, between a collection and its callback, and after.
// Targets are made in functions of their own: an async function's variables can stay alive as long as its call.
import { queryObjects } from 'node:v8'
import { expect, test } from 'vitest'
import { WeakValueMap } from '../../src/collections/index.ts'
import { collect, collectUntil, Dropped, turn } from './collect.ts'

class Value {
  readonly id: unknown
  link: unknown

  constructor(id: unknown) {
    this.id = id
  }
}

/** Sets as many keys, from 0, to values that only `dropped` references. */
function fill(map: WeakValueMap<unknown, Value>, count: number, dropped = new Dropped()): Dropped {
  for (let key = 0; key < count; key++) map.set(key, dropped.add(new Value(key)))
  return dropped
}

test('a value is found by its key, the same object', () => {
  const key = {}
  const value = new Value(1)
  const map = new WeakValueMap<unknown, Value>([[key, value]])
  expect(map.get(key) === value).toBe(true)
  expect(map.get({})).toBe(undefined)
  expect([map.has(key), map.has({})]).toEqual([true, false])
})

test('NaN, −0 and strings are keys as in a Map', () => {
  const value = new Value(1)
  const map = new WeakValueMap<unknown, Value>([
    [Number.NaN, value],
    ['name', value],
    [-0, value],
    [undefined, value],
  ])
  expect(map.get(Number.NaN) === value).toBe(true)
  expect(map.get(`na${'me'}`) === value).toBe(true)
  expect([...map.keys()]).toEqual([Number.NaN, 'name', 0, undefined])
  expect(map.delete(Number.NaN)).toBe(true)
  expect(map.size).toBe(3)
})

test('one collected object removes one entry', async () => {
  const values = [0, 1, 2].map(id => new Value(id))
  const map = new WeakValueMap(values.map(value => [value.id, value]))
  values.splice(1, 1)
  await collectUntil('one entry is gone', () => map.rawSize === 2)
  await collect()
  expect([...map.keys()]).toEqual([0, 2])
  expect(map.get(2) === values[1]).toBe(true)
})

test('between collection and callback, size counts what is alive, rawSize counts all entries', async () => {
  const map = new WeakValueMap<unknown, Value>()
  const kept = new Value('kept')
  map.set('kept', kept)
  const dropped = fill(map, 3)
  expect([map.size, map.rawSize]).toEqual([4, 4])
  await dropped.collected()
  expect([map.size, map.rawSize]).toEqual([1, 4])
  expect([map.get(0), map.has(1), [...map.keys()]]).toEqual([undefined, false, ['kept']])
  await dropped.finalized()
  expect([map.size, map.rawSize]).toEqual([1, 1])
  expect(map.get('kept') === kept).toBe(true)
})

test('rawSize keeps nothing alive; size keeps all values alive to the end of the job', async () => {
  const map = new WeakValueMap<unknown, Value>()
  const dropped = fill(map, 10)
  await turn()
  expect(map.rawSize).toBe(10)
  globalThis.gc!()
  expect(map.size).toBe(0)

  fill(map, 10, dropped)
  await turn()
  expect(map.size).toBe(10)
  globalThis.gc!()
  expect(map.size).toBe(10)
  await dropped.finalized()
})

test('values that reference themselves, their map, or their key are collected', async () => {
  const map = new WeakValueMap<object, Value>()
  const key = { name: 'key' }
  const dropped = new Dropped()
  const fillCyclic = () => {
    for (const link of [map, key, undefined]) {
      const value = dropped.add(new Value(link))
      value.link = link ?? value
      map.set(link ?? {}, value)
    }
  }
  fillCyclic()
  expect(map.rawSize).toBe(3)
  await dropped.finalized()
  expect(map.rawSize).toBe(0)
})

test('an open iterator keeps at most one value alive', async () => {
  const map = new WeakValueMap<unknown, Value>()
  const dropped = fill(map, 100)
  const iterator = map.values()
  const walk = (steps: number) => {
    for (let i = 0; i < steps; i++) expect(iterator.next().value?.id).toBe(i)
  }
  walk(50)
  await collectUntil('at most one is alive', () => dropped.alive <= 1)
  expect(iterator.next().done).toBe(true)
  await dropped.finalized()
  expect(map.rawSize).toBe(0)
})

test('an iteration across turns yields each key at most once, while values are collected', async () => {
  const map = new WeakValueMap<unknown, Value>()
  const values: (Value | undefined)[] = []
  const fillKept = () => {
    for (let key = 0; key < 60; key++) values.push(new Value(key))
    for (const value of values) map.set(value!.id, value!)
  }
  fillKept()
  const seen: unknown[] = []
  for (const key of map.keys()) {
    seen.push(key)
    values[(key as number) * 2] = undefined
    await turn()
    globalThis.gc!()
  }
  // 1 drops 2, 3 drops 6, and so on: what was not yielded had been collected.
  expect(new Set(seen).size).toBe(seen.length)
  expect(seen.length).toBeGreaterThan(0)
  await collect()
  for (const key of map.keys()) expect(seen).toContain(key)
  expect(map.rawSize).toBe(values.filter(value => value !== undefined).length)
})

test('a key whose value was collected and that is set again during an iteration survives', async () => {
  const map = new WeakValueMap<unknown, Value>()
  const dropped = fill(map, 3)
  const again: Value[] = []
  await dropped.collected()
  const late = new Value('late')
  map.set('late', late)
  const seen: unknown[] = []
  for (const [key, value] of map) {
    seen.push([key, value.id])
    if (again.length > 0) continue
    again.push(new Value('again'))
    map.set(1, again[0]!)
  }
  expect(seen).toEqual([
    ['late', 'late'],
    [1, 'again'],
  ])
  await dropped.finalized()
  expect([...map.keys()]).toEqual(['late', 1])
  expect(map.get(1) === again[0]).toBe(true)
})

test('a key that is set after its value was collected comes last, whether its callback has run or not', async () => {
  for (const isCallbackAwaited of [false, true]) {
    const map = new WeakValueMap<unknown, Value>()
    const dropped = fill(map, 1)
    const values = ['b', 0].map(id => new Value(id))
    map.set('b', values[0]!)
    await (isCallbackAwaited ? dropped.finalized() : dropped.collected())
    expect(map.rawSize).toBe(isCallbackAwaited ? 1 : 2)
    map.set(0, values[1]!)
    expect([...map.keys()]).toEqual(['b', 0])
    await dropped.finalized()
    expect([...map.keys()]).toEqual(['b', 0])
  }
})

test('a key that is set while its value is alive keeps its place', () => {
  const values = [0, 1, 2].map(id => new Value(id))
  const map = new WeakValueMap([
    ['a', values[0]!],
    ['b', values[1]!],
  ])
  map.set('a', values[2]!)
  expect([...map].map(([key, { id }]) => [key, id])).toEqual([
    ['a', 2],
    ['b', 1],
  ])
})

test('delete and take return values that are alive, and silently remove collected ones', async () => {
  const map = new WeakValueMap<unknown, Value>()
  const kept = new Value('kept')
  map.set('a', kept).set('b', kept)
  const dropped = fill(map, 2)
  await dropped.collected()
  expect([map.delete(0), map.take(1), map.rawSize]).toEqual([false, undefined, 2])
  expect([map.delete('a'), map.delete('a'), map.delete('no such')]).toEqual([true, false, false])
  expect(map.take('b') === kept).toBe(true)
  expect(map.take('b')).toBe(undefined)
  await dropped.finalized()
  expect(map.rawSize).toBe(0)
})

test('clear with callbacks pending, then set again: all stay', async () => {
  const map = new WeakValueMap<unknown, Value>()
  const dropped = fill(map, 50)
  await dropped.collected()
  expect(map.rawSize).toBe(50)
  map.clear()
  expect(map.rawSize).toBe(0)
  const values = Array.from({ length: 50 }, (_, key) => new Value(key))
  for (const value of values) map.set(value.id, value)
  await dropped.finalized()
  expect(map.rawSize).toBe(50)
  expect(values.every(value => map.get(value.id) === value)).toBe(true)
})

test('the callback of a collected value never removes a key that was set again later', async () => {
  const map = new WeakValueMap<unknown, Value>()
  const dropped = fill(map, 50)
  await dropped.collected()
  const values = Array.from({ length: 50 }, (_, key) => new Value(key))
  for (const value of values) map.set(value.id, value)
  await dropped.finalized()
  expect(map.size).toBe(50)
})

test('nor does the callback of a value that was replaced while it was alive', async () => {
  const map = new WeakValueMap<unknown, Value>()
  const dropped = fill(map, 50)
  const values = Array.from({ length: 50 }, (_, key) => new Value(key))
  for (const value of values) map.set(value.id, value)
  await dropped.finalized()
  expect(map.size).toBe(50)
})

test('one value under two keys: both entries, both gone', async () => {
  const map = new WeakValueMap<unknown, Value>()
  const dropped = new Dropped()
  const setTwice = () => {
    const value = dropped.add(new Value(1))
    map.set('a', value).set('b', value).set('c', value)
    expect(map.delete('c')).toBe(true)
    expect(map.get('a') === map.get('b')).toBe(true)
  }
  setTwice()
  await dropped.collected()
  expect([map.size, map.rawSize]).toEqual([0, 2])
  await dropped.finalized()
  expect(map.rawSize).toBe(0)
})

test('get or insert is never undefined, 2,000 times under collection', async () => {
  const map = new WeakValueMap<unknown, Value>()
  let made = 0
  const ask = (key: number): Value | undefined =>
    map.getOrInsertComputed(key, asked => {
      made++
      return new Value(asked)
    })
  for (let i = 0; i < 2_000; i++) {
    if (i % 20 === 0) await turn()
    if (i % 40 === 0) globalThis.gc!()
    expect(ask(i % 5)?.id).toBe(i % 5)
  }
  expect(made).toBeGreaterThan(5)
  expect(made).toBeLessThan(2_000)
})

test('get or insert returns the value, or sets it if there is none', () => {
  const values = [0, 1].map(id => new Value(id))
  const map = new WeakValueMap<string, Value>()
  expect(map.getOrInsert('a', values[0]!).id).toBe(0)
  expect(map.getOrInsert('a', values[1]!).id).toBe(0)
  expect(
    map.getOrInsertComputed('a', () => {
      throw new Error('called for a key that is there')
    }).id,
  ).toBe(0)
})

test('a copy skips what is collected, and is independent', async () => {
  const map = new WeakValueMap<unknown, Value>()
  const kept = new Value('kept')
  map.set('kept', kept)
  const dropped = fill(map, 3)
  await dropped.collected()
  const copy = new WeakValueMap(map)
  expect([copy.rawSize, map.rawSize]).toEqual([1, 4])
  copy.set('new', kept)
  map.delete('kept')
  expect([...copy.keys()]).toEqual(['kept', 'new'])
  expect(map.size).toBe(0)
})

test.each([1, 'text', undefined, null, true, 1n, Number.NaN, Symbol.for('registered')])(
  '%s is refused as a value, and the map is as it was',
  async refused => {
    const kept = new Value('kept')
    const map = new WeakValueMap<unknown, Value>([['kept', kept]])
    const primitive = refused as unknown as Value
    expect(() => map.set('kept', primitive)).toThrow(TypeError)
    expect(() => map.set('new', primitive)).toThrow(TypeError)
    expect(() => map.getOrInsert('new', primitive)).toThrow(TypeError)
    expect(map.get('kept') === kept).toBe(true)
    expect([map.size, map.rawSize]).toEqual([1, 1])
  },
)

test('functions, frozen objects, revoked proxies and unique symbols are values', () => {
  const { proxy, revoke } = Proxy.revocable({}, {})
  revoke()
  const values = [() => {}, Object.freeze({}), proxy, Symbol('unique'), Symbol.iterator]
  const map = new WeakValueMap<number, WeakKey>(values.map((value, key) => [key, value]))
  for (const [key, value] of values.entries()) expect(map.get(key) === value).toBe(true)
})

test('a chain of 100 links collapses when its first value does', async () => {
  const dropped = new Dropped()
  const map = new WeakValueMap<unknown, Value>()
  const held: Value[] = []
  const fillChain = () => {
    let next: Value | undefined
    for (let id = 99; id >= 0; id--) {
      const value = dropped.add(new Value(id))
      value.link = next
      map.set(id, value)
      next = value
    }
    held.push(next!)
  }
  fillChain()
  await collect()
  expect(map.rawSize).toBe(100)
  held.length = 0
  await dropped.finalized()
  expect(map.rawSize).toBe(0)
})

test('the map itself is collected while its values are alive', async () => {
  const values = Array.from({ length: 100 }, (_, id) => new Value(id))
  const dropped = new Dropped()
  const make = () => {
    const map = dropped.add(new WeakValueMap<object, Value>())
    // The map references its keys. They are collected with it, even if they reference it in turn.
    for (const value of values) map.set(dropped.add({ map }), value)
  }
  make()
  await dropped.finalized()
  expect(values.length).toBe(100)
})

test('maps of the same values that are made and dropped leave nothing behind', async () => {
  const values = Array.from({ length: 100 }, (_, id) => new Value(id))
  const dropped = new Dropped()
  const comeAndGo = (times: number) => {
    for (let i = 0; i < times; i++) dropped.add(new WeakValueMap(values.map(value => [value.id, value])))
  }
  // What could stay of a map is its weak references. They are counted, because bytes would show little.
  const count = () => queryObjects(WeakRef, { format: 'count' })
  comeAndGo(5)
  await dropped.finalized()
  const before = count()
  comeAndGo(50)
  await dropped.finalized()
  await collect()
  expect(count() - before).toBeLessThan(100)
  expect(values.length).toBe(100)
})

test('a value that is set and removed many times leaves nothing behind', async () => {
  const value = new Value(1)
  const map = new WeakValueMap<unknown, Value>()
  const setAndRemove = (times: number) => {
    for (let i = 0; i < times; i++) {
      map.set('a', value).delete('a')
      map.set('b', value).take('b')
      map.set('c', value).clear()
      map.set('d', value).set('d', map as unknown as Value)
    }
  }
  setAndRemove(5)
  await collect()
  const before = queryObjects(WeakRef, { format: 'count' })
  setAndRemove(1_000)
  await collect()
  expect(queryObjects(WeakRef, { format: 'count' }) - before).toBeLessThan(100)
})

test('a map that is collected while its callbacks are pending does not prevent other callbacks', async () => {
  // In V8 before 14, a registry that is collected then prevents all later callbacks of all registries.
  const box: WeakValueMap<unknown, Value>[] = []
  const fillBox = () => {
    box.push(new WeakValueMap())
    for (let key = 0; key < 10; key++) box[0]!.set(key, new Value(key))
  }
  fillBox()
  await collectUntil('the values are gone', () => box[0]!.size === 0)
  expect(box[0]!.rawSize).toBe(10)
  box.length = 0
  globalThis.gc!()
  const map = new WeakValueMap<unknown, Value>()
  await fill(map, 10).finalized()
  expect(map.rawSize).toBe(0)
})
