// Forces collections in the test's own process: turn the event loop, collect, check, repeat. Throws after too many.
// The loop follows gcUntil in Node's test/common/gc.js.

const maxCollections = 20

/** One turn of the event loop: callbacks of collected objects are delivered in it. */
export function turn(): Promise<void> {
  return new Promise(resolve => setImmediate(resolve))
}

/**
 * Collects until the condition is true. It is checked in the job of the collection, before any callback runs, so that a
 * test can check the state between the two.
 * @throws Error when it is still false after many collections
 */
export async function collectUntil(what: string, condition: () => boolean): Promise<void> {
  const { gc } = globalThis
  if (gc === undefined) throw new Error('these tests need node --expose-gc: npm run test:collections')
  for (let i = 0; i < maxCollections; i++) {
    // deref() keeps its target alive until the job ends, so there is a turn before each collection.
    await turn()
    gc()
    if (condition()) return
  }
  throw new Error(`after ${maxCollections} collections this is still false: ${what}`)
}

/** Some collections and their callbacks. An object that is alive after them is reachable. */
export async function collect(): Promise<void> {
  let collections = 0
  await collectUntil('some collections have passed', () => ++collections === 4)
  for (let i = 0; i < 4; i++) await turn()
}

/** In module scope, because a registry that is collected with callbacks pending silences all others, before Node 26. */
const registry = new FinalizationRegistry<{ delivered: number }>(count => {
  count.delivered++
})

/** Objects that a test makes and drops. They are referenced weakly. */
export class Dropped {
  readonly #references: WeakRef<WeakKey>[] = []
  readonly #count = { delivered: 0 }

  add<T extends WeakKey>(object: T): T {
    this.#references.push(new WeakRef(object))
    registry.register(object, this.#count)
    return object
  }

  get alive(): number {
    return this.#references.filter(reference => reference.deref() !== undefined).length
  }

  /** Collects until all of them are collected. The callbacks of the last may be pending. */
  collected(): Promise<void> {
    return collectUntil(`all ${this.#references.length} dropped objects are gone`, () => this.alive === 0)
  }

  /** Collects until all of them are collected and their callbacks have run, those of other registries too. */
  async finalized(): Promise<void> {
    const all = this.#references.length
    const haveRun = () => this.#count.delivered === all
    await collectUntil(`the callbacks of all ${all} dropped objects have run`, haveRun)
    for (let i = 0; i < 4; i++) await turn()
  }
}
