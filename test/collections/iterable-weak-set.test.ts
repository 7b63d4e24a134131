// A set whose members are collected: its results before, between a collection and its callback, and after.
import { queryObjects } from 'node:v8'
import { expect, test } from 'vitest'
import { IterableWeakSet } from '../../src/collections/index.ts'
import { collect, collectUntil, Dropped, turn } from './collect.ts'

class Member {
  readonly id: number
  link: unknown

  constructor(id: number) {
    this.id = id
  }
}

/** Adds as many members, numbered from 0, that only `dropped` references. */
function fill(set: IterableWeakSet<Member>, count: number, dropped = new Dropped()): Dropped {
  for (let id = 0; id < count; id++) set.add(dropped.add(new Member(id)))
  return dropped
}

const ids = (set: Iterable<Member>) => [...set].map(({ id }) => id)

test('a member is found by identity, once, in the order of insertion', () => {
  const members = [3, 1, 2].map(id => new Member(id))
  const set = new IterableWeakSet([...members, members[0]!])
  expect([set.has(members[1]!), set.has(new Member(1))]).toEqual([true, false])
  expect(ids(set)).toEqual([3, 1, 2])
  expect([set.size, set.rawSize]).toEqual([3, 3])
  expect([...set.keys()]).toEqual([...set.values()])
})

test('one collected object removes one member', async () => {
  const members = [0, 1, 2].map(id => new Member(id))
  const set = new IterableWeakSet(members)
  members.splice(1, 1)
  await collectUntil('one member is gone', () => set.rawSize === 2)
  await collect()
  expect(ids(set)).toEqual([0, 2])
})

test('between collection and callback, size counts what is alive, rawSize counts all entries', async () => {
  const kept = new Member(-1)
  const set = new IterableWeakSet([kept])
  const dropped = fill(set, 3)
  await dropped.collected()
  expect([set.size, set.rawSize, ids(set)]).toEqual([1, 4, [-1]])
  await dropped.finalized()
  expect([set.size, set.rawSize, set.has(kept)]).toEqual([1, 1, true])
})

test('members that reference themselves or their set are collected', async () => {
  const set = new IterableWeakSet<Member>()
  const dropped = new Dropped()
  const fillCyclic = () => {
    for (const id of [0, 1]) {
      const member = dropped.add(new Member(id))
      member.link = id === 0 ? member : set
      set.add(member)
    }
  }
  fillCyclic()
  await dropped.finalized()
  expect(set.rawSize).toBe(0)
})

test('has keeps nothing alive', async () => {
  const set = new IterableWeakSet<Member>()
  const box: Member[] = []
  const fillBox = () => {
    box.push(new Member(1))
    set.add(box[0]!)
  }
  const ask = () => set.has(box[0]!)
  fillBox()
  await turn()
  expect(ask()).toBe(true)
  box.length = 0
  await collectUntil('the member is gone', () => set.size === 0)
})

test('an open iterator keeps at most one member alive', async () => {
  const set = new IterableWeakSet<Member>()
  const dropped = fill(set, 100)
  const iterator = set.values()
  const walk = (steps: number) => {
    for (let id = 0; id < steps; id++) expect(iterator.next().value?.id).toBe(id)
  }
  walk(50)
  await collectUntil('at most one is alive', () => dropped.alive <= 1)
  expect(iterator.next().done).toBe(true)
  await dropped.finalized()
  expect(set.rawSize).toBe(0)
})

test('an iteration across turns yields each member at most once, while members are collected and added', async () => {
  const set = new IterableWeakSet<Member>()
  const members: (Member | undefined)[] = []
  const fillKept = () => {
    for (let id = 0; id < 30; id++) members.push(new Member(id))
    for (const member of members) set.add(member!)
  }
  const add = (id: number) => {
    members[id] = new Member(id)
    set.add(members[id]!)
  }
  fillKept()
  const seen: number[] = []
  for (const { id } of set) {
    seen.push(id)
    if (id < 30) add(id + 100)
    members[id * 2] = undefined
    await turn()
    globalThis.gc!()
  }
  expect(new Set(seen).size).toBe(seen.length)
  expect(seen.filter(id => id >= 100).length).toBeGreaterThan(0)
  await collect()
  expect(ids(set).filter(id => !seen.includes(id))).toEqual([])
  expect(set.rawSize).toBe(members.filter(member => member !== undefined).length)
})

test('clear with callbacks pending, then add again: all stay', async () => {
  const kept = Array.from({ length: 50 }, (_, id) => new Member(id))
  const set = new IterableWeakSet(kept)
  const dropped = fill(set, 50)
  await dropped.collected()
  expect(set.rawSize).toBe(100)
  set.clear()
  expect([set.rawSize, set.has(kept[0]!)]).toEqual([0, false])
  for (const member of kept) set.add(member)
  await dropped.finalized()
  expect([set.size, set.rawSize]).toEqual([50, 50])
})

test('delete returns whether it was a member', () => {
  const members = [0, 1].map(id => new Member(id))
  const set = new IterableWeakSet(members)
  expect([set.delete(members[0]!), set.delete(members[0]!), set.delete(new Member(0))]).toEqual([
    true,
    false,
    false,
  ])
  expect([set.has(members[0]!), set.has(members[1]!), set.rawSize]).toEqual([false, true, 1])
  set.add(members[0]!)
  expect(ids(set)).toEqual([1, 0])
})

test('a copy skips what is collected, and is independent', async () => {
  const kept = new Member(-1)
  const set = new IterableWeakSet([kept])
  await fill(set, 3).collected()
  const copy = new IterableWeakSet(set)
  expect([copy.rawSize, set.rawSize]).toEqual([1, 4])
  set.delete(kept)
  expect([copy.has(kept), set.size]).toEqual([true, 0])
})

test.each([1, 'text', undefined, null, true, 1n, Number.NaN, Symbol.for('registered')])(
  '%s is refused, and the set is as it was',
  refused => {
    const set = new IterableWeakSet([new Member(0)])
    const primitive = refused as unknown as Member
    expect(() => set.add(primitive)).toThrow(TypeError)
    expect([set.has(primitive), set.delete(primitive), set.rawSize]).toEqual([false, false, 1])
  },
)

test('the set itself is collected while its members are alive, and leaves nothing behind', async () => {
  const members = Array.from({ length: 100 }, (_, id) => new Member(id))
  const dropped = new Dropped()
  const comeAndGo = (times: number) => {
    for (let i = 0; i < times; i++) dropped.add(new IterableWeakSet(members))
  }
  const count = () => queryObjects(WeakRef, { format: 'count' })
  comeAndGo(5)
  await dropped.finalized()
  const before = count()
  comeAndGo(50)
  await dropped.finalized()
  await collect()
  expect(count() - before).toBeLessThan(100)
  expect(members.length).toBe(100)
})
