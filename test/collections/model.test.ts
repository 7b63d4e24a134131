// Random operations with collections in between, compared with a simple model: a Map that knows which objects are collected.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { IterableWeakMap, IterableWeakSet, WeakValueMap } from '../../src/collections/index.ts'
import { collectUntil, turn } from './collect.ts'

class Mortal {
  readonly id: number

  constructor(id: number) {
    this.id = id
  }
}

/** Objects by their numbers: referenced strongly, or weakly once they are dropped. */
class Mortals {
  readonly #held = new Map<number, Mortal>()
  #dropped: WeakRef<Mortal>[] = []
  #made = 0

  make(): Mortal {
    const reference = new Mortal(this.#made++)
    this.#held.set(reference.id, reference)
    return reference
  }

  get(id: number): Mortal {
    return this.#held.get(id)!
  }

  /** Drops all but those, and collects until they are collected. The callbacks of the last may be pending then. */
  async keepOnly(ids: Set<number>): Promise<void> {
    this.#letGo(ids)
    await collectUntil('the dropped objects are collected', () =>
      this.#dropped.every(reference => !reference.deref()),
    )
    this.#dropped = []
  }

  #letGo(kept: Set<number>): void {
    for (const [id, reference] of this.#held) {
      if (kept.has(id)) continue
      this.#held.delete(id)
      this.#dropped.push(new WeakRef(reference))
    }
  }
}

/** What a property test does to a collection and its model. All but `collect` end in the job in which they began. */
interface World {
  collect(survives: (place: number) => boolean): Promise<void>
  compare(): void
  operations: Record<string, (key: number, other: number) => void>
}

const keys = ['a', 'b', '', Number.NaN, 0]

function createValueWorld(): World {
  const references = new Mortals()
  let map = new WeakValueMap<unknown, Mortal>()
  const model = new Map<unknown, number>()
  const idOf = (reference: Mortal | undefined) => reference?.id
  return {
    async collect(survives) {
      const kept = new Set([...new Set(model.values())].filter((_, place) => survives(place)))
      await references.keepOnly(kept)
      for (const [key, id] of model) if (!kept.has(id)) model.delete(key)
    },
    compare() {
      expect([...map].map(([key, { id }]) => [key, id])).toEqual([...model])
      expect([...map.keys()]).toEqual([...model.keys()])
      expect(map.size).toBe(model.size)
      expect(map.rawSize).toBeGreaterThanOrEqual(model.size)
      for (const key of keys)
        expect([map.has(key), idOf(map.get(key))]).toEqual([model.has(key), model.get(key)])
    },
    operations: {
      set(i) {
        const reference = references.make()
        map.set(keys[i], reference)
        model.set(keys[i], reference.id)
      },
      share(i, j) {
        const id = model.get(keys[j])
        if (id === undefined) return
        map.set(keys[i], references.get(id))
        model.set(keys[i], id)
      },
      delete(i) {
        expect(map.delete(keys[i])).toBe(model.delete(keys[i]))
      },
      take(i) {
        expect(idOf(map.take(keys[i]))).toBe(model.get(keys[i]))
        model.delete(keys[i])
      },
      insert(i) {
        const { id } = map.getOrInsertComputed(keys[i], () => references.make())
        if (model.has(keys[i])) expect(id).toBe(model.get(keys[i]))
        else model.set(keys[i], id)
      },
      refuse(i) {
        expect(() => map.set(keys[i], 'text' as unknown as Mortal)).toThrow(TypeError)
      },
      clear() {
        map.clear()
        model.clear()
      },
      copy() {
        map = new WeakValueMap(map)
        expect(map.rawSize).toBe(model.size)
      },
      deleteOnAWalk(i, j) {
        let place = 0
        for (const _ of map) if (place++ === j) map.delete(keys[i])
        place = 0
        for (const _ of model) if (place++ === j) model.delete(keys[i])
      },
    },
  }
}

function createKeyWorld(): World {
  const references = new Mortals()
  let map = new IterableWeakMap<Mortal, unknown>()
  let set = new IterableWeakSet<Mortal>()
  const model = new Map<number, unknown>()
  let values = 0
  /** One of the keys in the map, or a new one. */
  const pick = (i: number) => {
    const id = [...model.keys()][i]
    return id === undefined ? references.make() : references.get(id)
  }
  return {
    async collect(survives) {
      const kept = new Set([...model.keys()].filter((_, place) => survives(place)))
      await references.keepOnly(kept)
      for (const id of model.keys()) if (!kept.has(id)) model.delete(id)
    },
    compare() {
      expect([...map].map(([{ id }, value]) => [id, value])).toEqual([...model])
      expect([...set].map(({ id }) => id)).toEqual([...model.keys()])
      expect([map.size, set.size]).toEqual([model.size, model.size])
      expect(map.rawSize).toBeGreaterThanOrEqual(model.size)
      for (const [id, value] of model) expect(map.get(references.get(id))).toBe(value)
    },
    operations: {
      set(i) {
        const key = pick(i)
        map.set(key, ++values)
        set.add(key)
        model.set(key.id, values)
      },
      setToItself(i) {
        const key = pick(i)
        map.set(key, key)
        set.add(key)
        model.set(key.id, key.id)
        map.set(key, key.id)
      },
      delete(i) {
        const key = pick(i)
        expect(map.delete(key)).toBe(model.has(key.id))
        expect(set.delete(key)).toBe(model.delete(key.id))
      },
      take(i) {
        const key = pick(i)
        expect(map.take(key)).toBe(model.get(key.id))
        set.delete(key)
        model.delete(key.id)
      },
      insert(i) {
        const key = pick(i)
        const value = map.getOrInsertComputed(key, () => ++values)
        set.add(key)
        if (model.has(key.id)) expect(value).toBe(model.get(key.id))
        else model.set(key.id, value)
      },
      refuse() {
        expect(() => map.set('text' as unknown as Mortal, 1)).toThrow(TypeError)
        expect(() => set.add('text' as unknown as Mortal)).toThrow(TypeError)
      },
      clear() {
        map.clear()
        set.clear()
        model.clear()
      },
      copy() {
        map = new IterableWeakMap(map)
        set = new IterableWeakSet(set)
        expect([map.rawSize, set.rawSize]).toEqual([model.size, model.size])
      },
      changeOnAWalk(i, j) {
        const key = pick(i)
        const isMember = model.has(key.id)
        const walked: unknown[][] = [[], [], []]
        for (const [{ id }] of map) {
          if (walked[0]!.push(id) !== j + 1) continue
          isMember ? map.delete(key) : map.set(key, 'new')
        }
        for (const { id } of set) {
          if (walked[1]!.push(id) !== j + 1) continue
          isMember ? set.delete(key) : set.add(key)
        }
        for (const id of model.keys()) {
          if (walked[2]!.push(id) !== j + 1) continue
          isMember ? model.delete(key.id) : model.set(key.id, 'new')
        }
        expect(walked.slice(0, 2)).toEqual([walked[2], walked[2]])
      },
    },
  }
}

test.each([
  ['a value-weak map', createValueWorld],
  ['a key-weak map, and a weak set', createKeyWorld],
])('%s does what its model does', async (_, createWorld) => {
  const places = fc.nat({ max: 4 })
  const operation = fc.tuple(fc.constantFrom(...Object.keys(createWorld().operations)), places, places)
  const collection = fc.record({
    survivors: fc.array(fc.boolean(), { maxLength: 5 }),
    turns: fc.nat({ max: 2 }),
  })
  // Sequences of operations, each followed by a collection of some objects, with or without callbacks.
  const life = fc.array(fc.tuple(fc.array(operation, { maxLength: 12 }), collection), { maxLength: 5 })
  await fc.assert(
    fc.asyncProperty(life, async chapters => {
      const world = createWorld()
      for (const [operations, { survivors, turns }] of chapters) {
        for (const [name, i, j] of operations) {
          world.operations[name]!(i, j)
          world.compare()
        }
        await world.collect(place => survivors[place] === true)
        world.compare()
        for (let i = 0; i < turns; i++) await turn()
        world.compare()
      }
    }),
    { numRuns: 40 },
  )
})
