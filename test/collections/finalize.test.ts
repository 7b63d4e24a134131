// A callback for an object's end: at most once, by the collector or by hand, or never when it is called off.
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
  const make = () => finalize(dropped.add(new File(7)), (...told) => calls.push(told), 'file', 7)
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

test('it is called when nobody holds what finalize answered', async () => {
  let calls = 0
  const make = () => {
    for (let id = 0; id < 100; id++) finalize(new File(id), () => calls++)
  }
  make()
  await collectUntil('all were called', () => calls === 100)
})

test('by hand it is called at once, answers, and never again', async () => {
  const calls: string[] = []
  const dropped = new Dropped()
  const make = () => finalize(dropped.add(new File(0)), name => calls.push(name), 'file')
  const finalizer = make()
  expect([finalizer.call(), finalizer.alive, finalizer.call()]).toEqual([1, false, undefined])
  await dropped.finalized()
  expect(calls).toEqual(['file'])
})

test('one that throws was called', () => {
  const file = new File(0)
  const finalizer = finalize(file, () => {
    throw new Error('full')
  })
  expect(() => finalizer.call()).toThrow('full')
  expect([finalizer.alive, finalizer.call(), file.id]).toEqual([false, undefined, 0])
})

test('detached it is never called, even with the callback pending', async () => {
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

test('once called or detached, callback and arguments are let go of, and the finalizer itself', async () => {
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
  // In an order that nobody promises.
  expect(calls.sort()).toEqual([0, 1, 2])
})

test('what would keep the object alive for ever, and what cannot die, is refused', async () => {
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
