import { describe, expect, it } from 'vitest'
import { analyseHeap } from '../../src/heap/analyse-heap.ts'
import { diffHeaps } from '../../src/heap/heap-diff.ts'
import { findBiggestDominators, summariseHeap } from '../../src/heap/summary.ts'
import { Drawing } from './builder.ts'

describe('a summary', () => {
  it('counts what a class holds inside of itself once', async () => {
    const heap = new Drawing()
    const [head, next, last] = [heap.object('Link', 10), heap.object('Link', 10), heap.object('Link', 10)]
    const payload = heap.object('Payload', 1000)
    heap.chain(heap.global, head, next, last, payload)
    const { classes, totalSize } = summariseHeap(analyseHeap(await heap.graph()))
    expect(classes.find(entry => entry.name === 'Link')).toEqual({
      name: 'Link',
      count: 3,
      shallowSize: 30,
      retainedSize: 1030,
    })
    expect(totalSize).toBe(1038)
  })

  it('counts a class again beside one of its own', async () => {
    const heap = new Drawing()
    for (let index = 0; index < 3; index++) {
      const link = heap.object('Link', 10)
      heap.property(heap.global, `link${index}`, link)
      heap.chain(link, heap.object('Link', 10))
    }
    const { classes } = summariseHeap(analyseHeap(await heap.graph()))
    expect(classes.find(entry => entry.name === 'Link')).toMatchObject({ count: 6, retainedSize: 60 })
  })

  it('names what has no constructor by its kind', async () => {
    const heap = new Drawing()
    for (const type of ['string', 'closure', 'regexp', 'array', 'code', 'hidden', 'symbol']) {
      heap.property(heap.global, type, heap.node(type, 'name', 8))
      // A second holder, or an array would count for its owner.
      heap.property(heap.object('Other'), type, heap.nodes.at(-2)!)
    }
    const { classes } = summariseHeap(analyseHeap(await heap.graph()))
    expect(classes.map(entry => entry.name).sort()).toEqual(
      [
        '(array)',
        '(compiled code)',
        '(string)',
        '(symbol)',
        '(system)',
        'Function',
        'Other',
        'RegExp',
        'global',
      ].sort(),
    )
  })

  it('counts an object’s own array for the object', async () => {
    const heap = new Drawing()
    const [cache, table] = [heap.object('Map', 32), heap.node('array', '', 4000)]
    heap.chain(heap.global, cache)
    heap.edge(cache, 'internal', 'table', table)
    const { shallowSizes } = analyseHeap(await heap.graph())
    expect(shallowSizes[cache.ordinal]).toBe(4032)
    expect(shallowSizes[table.ordinal]).toBe(0)
  })

  it('finds the biggest dominators, the largest first', async () => {
    const heap = new Drawing()
    for (const [index, size] of [50, 900, 20, 400, 70].entries()) {
      heap.property(heap.global, `o${index}`, heap.object(`O${size}`, size))
    }
    const biggest = findBiggestDominators(analyseHeap(await heap.graph()), 3)
    expect(biggest.map(({ name, retainedSize }) => [name, retainedSize])).toEqual([
      ['global', 1448],
      ['O900', 900],
      ['O400', 400],
    ])
  })
})

describe('a diff', () => {
  it('tells what came and what went, by constructor', async () => {
    const older = new Drawing()
    const newer = new Drawing()
    for (const [heap, ids] of [
      [older, [101, 103, 4_000_000_050]],
      [newer, [103, 105, 107]],
    ] as const) {
      for (const id of ids) {
        const session = heap.object('Session', id % 1000)
        session.id = id
        heap.property(heap.global, `s${id}`, session)
      }
    }
    const diff = diffHeaps(await older.graph(), await newer.graph())
    expect(diff).toEqual([
      {
        name: 'Session',
        addedCount: 2,
        addedSize: 212,
        deletedCount: 2,
        deletedSize: 151,
        countDelta: 0,
        sizeDelta: 61,
        added: [3, 4],
      },
    ])
  })

  it('of a snapshot with itself is empty', async () => {
    const graph = await new Drawing().graph()
    expect(diffHeaps(graph, graph)).toEqual([])
  })
})
