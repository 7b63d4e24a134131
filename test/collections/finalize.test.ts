// A callback after an object is collected: at most once, by the collector or by a call, or never if it is canceled.
import { expect, test } from 'vitest'
import { finalize } from '../../src/collections/index.ts'
import { collect, collectUntil, Dropped } from './collect.ts'

class File {
  readonly id: number

  constructor(id: number) {
    this.id = id
  }
}

test('it is called once, with its arguments, after the object is collected', async () => {
  const calls: unknown[] = []
  const dropped = new Dropped()
  const make = () => finalize(dropped.add(new File(7)), (...args) => calls.push(args), 'file', 7)
  const finalizer = make()
  expect(finalizer.alive).toBe(true)
  await dropped.collected()
  expect([finalizer.alive, calls]).toEqual([true, []])
  await dropped.finalized()
  expect([finalizer.alive, calls]).toEqual([false, [['file', 7]]])
  expect(finalizer.call()).toBe(undefined)
  expect(finalizer.detach()).toBe(false)
  expect(calls.length).toBe(1)
})

test('it is called even if nothing references what finalize returned', async () => {
  let calls = 0
  const make = () => {
    for (let id = 0; id < 100; id++) finalize(new File(id), () => calls++)
  }
  make()
  await collectUntil('all were called', () => calls === 100)
})

test('by a call it runs at once, returns its result, and never runs again', async () => {
  const calls: string[] = []
  const dropped = new Dropped()
  const make = () => finalize(dropped.add(new File(0)), name => calls.push(name), 'file')
  const finalizer = make()
  expect([finalizer.call(), finalizer.alive, finalizer.call()]).toEqual([1, false, undefined])
  await dropped.finalized()
  expect(calls).toEqual(['file'])
})

test('a callback that throws counts as called', () => {
  const file = new File(0)
  const finalizer = finalize(file, () => {
    throw new Error('full')
  })
  expect(() => finalizer.call()).toThrow('full')
  expect([finalizer.alive, finalizer.call(), file.id]).toEqual([false, undefined, 0])
})

test('after detach it is never called, even with the callback pending', async () => {
  let calls = 0
  const dropped = new Dropped()
  const make = () => [0, 1].map(id => finalize(dropped.add(new File(id)), () => calls++))
  const finalizers = make()
  expect([finalizers[0]!.detach(), finalizers[0]!.detach(), finalizers[0]!.alive]).toEqual([
    true,
    false,
    false,
  ])
  await dropped.collected()
  expect(finalizers[1]!.detach()).toBe(true)
  await dropped.finalized()
  expect(calls).toBe(0)
})

test('after a call or detach, callback, arguments and finalizer can be collected', async () => {
  const files = [0, 1, 2, 3].map(id => new File(id))
  const dropped = new Dropped()
  const make = () => {
    const finalizers = files.map(file => {
      const callback = (_: object) => {}
      dropped.add(callback)
      return finalize(file, callback, dropped.add({ of: 'file' }))
    })
    for (const id of [0, 1]) finalizers[id]!.call()
    for (const id of [2, 3]) finalizers[id]!.detach()
    dropped.add(finalizers[1]!)
    dropped.add(finalizers[3]!)
    return [finalizers[0]!, finalizers[2]!]
  }
  const kept = make()
  await dropped.finalized()
  expect(kept.map(({ alive }) => alive)).toEqual([false, false])
  expect(files.length).toBe(4)
})

test('many for one object are all called', async () => {
  const calls: number[] = []
  const make = () => {
    const file = new File(0)
    for (let id = 0; id < 3; id++) finalize(file, () => calls.push(id))
  }
  make()
  await collectUntil('all were called', () => calls.length === 3)
  // The order is not specified.
  expect(calls.sort()).toEqual([0, 1, 2])
})

test('an argument that would keep the object alive, and a target that cannot be collected, is refused', async () => {
  const file = new File(0)
  expect(() => finalize(file, (_: object) => {}, file)).toThrow(TypeError)
  const self = () => {}
  expect(() => finalize(self, self)).toThrow(TypeError)
  expect(() => finalize(1 as unknown as object, () => {})).toThrow(TypeError)
  expect(() => finalize(Symbol.for('registered'), () => {})).toThrow(TypeError)
  expect(() => finalize({}, undefined as unknown as () => void)).toThrow(TypeError)
  await collect()
  expect(file.id).toBe(0)
})
