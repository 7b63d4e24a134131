import { describe, expect, it } from 'vitest'
import { relateSnapshots } from '../../../src/heap/growth/snapshot-relation.ts'
import { Drawing } from '../support/builder.ts'

/** A heap of one object per name, with ids in the order of the names. */
function draw(names: readonly string[], firstId = 101) {
  const heap = new Drawing()
  for (const [at, name] of names.entries()) {
    const object = heap.object(name)
    object.id = firstId + 2 * at
    heap.property(heap.global, name, object)
  }
  return heap.graph()
}

const names = Array.from({ length: 40 }, (_, at) => `O${at}`)

describe('two snapshots', () => {
  it('are of one process if ids belong to equal objects, and in order if new objects have higher ids', async () => {
    const [older, newer] = [await draw(names), await draw([...names, 'P', 'Q'])]
    expect(relateSnapshots(older, newer)).toBe('in order')
    expect(relateSnapshots(older, older)).toBe('in order')
    expect(relateSnapshots(newer, older)).toBe('in order')
  })

  it('are reversed if new objects of the second have lower ids than those of the first', async () => {
    const [older, newer] = [await draw(names), await draw([...names.slice(20), 'P', 'Q'], 141)]
    expect(relateSnapshots(older, newer)).toBe('in order')
    expect(relateSnapshots(newer, older)).toBe('reversed')
  })

  it('are of two processes if common ids belong to different objects', async () => {
    const other = await draw(names.map(name => `${name}!`))
    expect(relateSnapshots(await draw(names), other)).toBe('other process')
  })

  it('are of two processes if no id is common', async () => {
    const heap = new Drawing()
    for (const node of heap.nodes) node.id += 5_000
    expect(relateSnapshots(await draw(names), await heap.graph())).toBe('other process')
  })
})
