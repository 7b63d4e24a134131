// Forces collections in the test's own process: turn the event loop, collect, ask, and again; loud at the bound.
// The shape is that of gcUntil in Node's test/common/gc.js.

const bound = 20

/** One turn of the event loop: callbacks of collected objects are delivered in it. */
export function turn(): Promise<void> {
  return new Promise(resolve => setImmediate(resolve))
}

/**
 * Collects until the condition holds. It is asked in the job of the collection, before any callback has come, so that
 * a test can look at what lies between the two.
 * @throws Error when it does not hold after many collections
 */
export async function collectUntil(what: string, condition: () => boolean): Promise<void> {
  const { gc } = globalThis
  if (gc === undefined) throw new Error('these tests need node --expose-gc: npm run test:collections')
  for (let i = 0; i < bound; i++) {
    // A target that was asked lives until its job ends: hence a turn before each collection.
    await turn()
    gc()
    if (condition()) return
  }
  throw new Error(`after ${bound} collections it is not so that ${what}`)
}

/** Some collections, callbacks and all: whoever is alive after them is held. */
export async function collect(): Promise<void> {
  let collections = 0
  await collectUntil('some collections have passed', () => ++collections === 4)
  for (let i = 0; i < 4; i++) await turn()
}

/** A module's registry: one that is collected with callbacks pending silences all others, before Node 26. */
const registry = new FinalizationRegistry<{ delivered: number }>(count => {
  count.delivered++
})

/** Objects that a test makes and lets go of. It knows them weakly. */
export class Dropped {
  readonly #references: WeakRef<WeakKey>[] = []
  readonly #count = { delivered: 0 }

  add<T extends WeakKey>(object: T): T {
    this.#references.push(new WeakRef(object))
    registry.register(object, this.#count)
    return object
  }

  get living(): number {
    return this.#references.filter(reference => reference.deref() !== undefined).length
  }

  /** Collects until all of them are gone. Callbacks of the last may be yet to come. */
  collected(): Promise<void> {
    return collectUntil(`all ${this.#references.length} dropped objects are gone`, () => this.living === 0)
  }

  /** Collects until all of them are gone and their callbacks have come, those of other registries as well. */
  async finalized(): Promise<void> {
    const all = this.#references.length
    const haveCome = () => this.#count.delivered === all
    await collectUntil(`the callbacks of all ${all} dropped objects have come`, haveCome)
    for (let i = 0; i < 4; i++) await turn()
  }
}
