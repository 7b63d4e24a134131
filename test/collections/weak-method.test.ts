// A method of an object that may be collected: bound when it is called, gone with the object.
import { expect, test } from 'vitest'
import { WeakMethod } from '../../src/collections/index.ts'
import { collect, Dropped } from './collect.ts'

class Screen {
  readonly shown: string[] = []
  /** References its screen, as every arrow function in a field does. */
  readonly showArrow = (text: string) => this.show(text)

  show(text: string): number {
    return this.shown.push(text)
  }
}

test('it is called with its object and its arguments', () => {
  const screen = new Screen()
  const method = new WeakMethod(screen, screen.show)
  expect([method.call('one'), method.deref()?.('two')]).toEqual([1, 2])
  expect(screen.shown).toEqual(['one', 'two'])
})

test('it does not keep its object, nor does a function that references it', async () => {
  const dropped = new Dropped()
  const make = () => {
    const screen = dropped.add(new Screen())
    return [new WeakMethod(screen, screen.show), new WeakMethod(screen, dropped.add(screen.showArrow))]
  }
  const methods = make()
  await dropped.finalized()
  expect(methods.map(method => [method.deref(), method.call('late')])).toEqual([
    [undefined, undefined],
    [undefined, undefined],
  ])
})

test('it keeps the function, even without other references, as long as its object is alive', async () => {
  const screen = new Screen()
  const method = new WeakMethod(screen, function (this: Screen, text: string) {
    return this.show(text)
  })
  await collect()
  expect(method.call('still there')).toBe(1)
})

test('the bound method keeps the object alive', async () => {
  const make = () => {
    const screen = new Screen()
    return new WeakMethod(screen, screen.show)
  }
  const method = make()
  const bound = method.deref()
  await collect()
  expect([bound?.('held'), method.call('held')]).toEqual([1, 2])
})

test('it is found by its object and function', () => {
  const [screen, other] = [new Screen(), new Screen()]
  const method: WeakMethod<[string], number> = new WeakMethod(screen, screen.show)
  expect(method.matches(screen, screen.show)).toBe(true)
  expect(method.matches(other, other.show)).toBe(false)
  expect(method.matches(screen, screen.showArrow)).toBe(false)
})

test('what is no object, or no function, is refused', () => {
  expect(() => new WeakMethod(1 as unknown as object, () => {})).toThrow(TypeError)
  expect(() => new WeakMethod({}, undefined as unknown as () => void)).toThrow(TypeError)
})
