import { describe, expect, it } from 'vitest'
import { analyzeHeap } from '../../../src/heap/compute/analyze-heap.ts'
import { diffHeaps } from '../../../src/heap/growth/heap-diff.ts'
import { findBiggestDominators, summarizeHeap } from '../../../src/heap/inspect/summary.ts'
import { Drawing } from '../support/builder.ts'

describe('a summary', () => {
  it('counts an instance that another one retains once', async () => {
    const heap = new Drawing()
    const [head, next, last] = [heap.object('Link', 10), heap.object('Link', 10), heap.object('Link', 10)]
    const payload = heap.object('Payload', 1000)
    heap.chain(heap.global, head, next, last, payload)
    const { classes, totalSize } = summarizeHeap(analyzeHeap(await heap.graph()))
    expect(classes.find(entry => entry.name === 'Link')).toEqual({
      name: 'Link',
      isOfEngine: false,
      count: 3,
      shallowSize: 30,
      retainedSize: 1030,
    })
    expect(totalSize).toBe(1038)
  })

  it('adds up instances that do not retain each other', async () => {
    const heap = new Drawing()
    for (let index = 0; index < 3; index++) {
      const link = heap.object('Link', 10)
      heap.property(heap.global, `link${index}`, link)
      heap.chain(link, heap.object('Link', 10))
    }
    const { classes } = summarizeHeap(analyzeHeap(await heap.graph()))
    expect(classes.find(entry => entry.name === 'Link')).toMatchObject({ count: 6, retainedSize: 60 })
  })

  it('names nodes without a constructor by their kind', async () => {
    const heap = new Drawing()
    for (const type of ['string', 'closure', 'regexp', 'array', 'code', 'hidden', 'symbol']) {
      heap.property(heap.global, type, heap.node(type, 'name', 8))
      // A second holder, or an array would count for its owner.
      heap.property(heap.object('Other'), type, heap.nodes.at(-2)!)
    }
    const { classes } = summarizeHeap(analyzeHeap(await heap.graph()))
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
    const { shallowSizes } = analyzeHeap(await heap.graph())
    expect(shallowSizes[cache.ordinal]).toBe(4032)
    expect(shallowSizes[table.ordinal]).toBe(0)
  })

  it('distinguishes the engine’s classes from the program’s', async () => {
    const heap = new Drawing()
    const names = ['system / Context', 'system / Context / 17', 'system / JSArrayBufferData', 'system / Cell']
    for (const name of [...names, 'Map']) heap.property(heap.global, name, heap.object(name))
    for (const type of ['code', 'hidden', 'object shape', 'string']) {
      heap.property(heap.global, type, heap.node(type, '', 8))
      // A second holder, or it would count for its owner.
      heap.property(heap.nodes[2]!, type, heap.nodes.at(-1)!)
    }
    const { classes } = summarizeHeap(analyzeHeap(await heap.graph()))
    const ofEngine = classes.filter(entry => entry.isOfEngine).map(({ name }) => name)
    expect(ofEngine.sort()).toEqual(['(compiled code)', '(object shape)', '(system)', 'system / Cell'])
    expect(classes.find(({ name }) => name === 'system / Context')).toMatchObject({ count: 2 })
  })

  it('finds the biggest dominators, largest first', async () => {
    const heap = new Drawing()
    for (const [index, size] of [50, 900, 20, 400, 70].entries()) {
      heap.property(heap.global, `o${index}`, heap.object(`O${size}`, size))
    }
    const biggest = findBiggestDominators(analyzeHeap(await heap.graph()), 3)
    expect(biggest.map(({ name, retainedSize }) => [name, retainedSize])).toEqual([
      ['global', 1448],
      ['O900', 900],
      ['O400', 400],
    ])
  })
})

describe('a diff', () => {
  it('lists what came and what went, by constructor', async () => {
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
        isOfEngine: false,
        addedCount: 2,
        addedSize: 212,
        deletedCount: 2,
        deletedSize: 151,
        grownSize: 0,
        countDelta: 0,
        sizeDelta: 61,
        added: [3, 4],
      },
    ])
  })

  it('counts the growth of objects in both snapshots', async () => {
    const [older, newer] = [0, 1].map(time => {
      const heap = new Drawing()
      const numbers = heap.object('Array', 16)
      const [small, large] = [heap.object('Buffer', 50), heap.object('Buffer', 50 - 20 * time)]
      for (const node of [small, large, numbers]) heap.property(heap.global, `p${node.id}`, node)
      const elements = heap.node('array', '(object elements)', 1000 * (time + 1))
      // An array that outgrows its elements has new ones.
      elements.id = 1001 + 2 * time
      heap.edge(numbers, 'internal', 'elements', elements)
      return heap.graph()
    })
    expect(diffHeaps(await older!, await newer!)).toMatchObject([
      { name: 'Array', addedCount: 0, deletedCount: 0, grownSize: 1000, countDelta: 0, sizeDelta: 1000 },
      { name: 'Buffer', addedCount: 0, deletedCount: 0, grownSize: -20, countDelta: 0, sizeDelta: -20 },
    ])
  })

  it('is the difference of two summaries, whatever happened', async () => {
    const older = new Drawing()
    const newer = new Drawing()
    for (const [heap, sizes] of [
      [older, { A1: 10, A3: 20, B5: 30, C7: 40, A9: 0 }],
      // 3 is of another class now, and 9 has a size.
      [newer, { A1: 15, B3: 20, B5: 25, A9: 50, D11: 60 }],
    ] as const) {
      for (const [name, size] of Object.entries(sizes)) {
        const node = heap.object(name[0]!, size)
        node.id = 2_200_000_000 + Number(name.slice(1))
        heap.property(heap.global, name, node)
      }
    }
    const graphs = [await older.graph(), await newer.graph()] as const
    const [before, after] = graphs.map(graph => summarizeHeap(analyzeHeap(graph)).classes)
    const of = (classes: typeof before, name: string) =>
      classes!.find(entry => entry.name === name) ?? { count: 0, shallowSize: 0 }
    const diffs = diffHeaps(...graphs)
    expect(diffs.map(({ name }) => name).sort()).toEqual(['A', 'B', 'C', 'D'])
    for (const { name, countDelta, sizeDelta } of diffs) {
      expect(sizeDelta).toBe(of(after, name).shallowSize - of(before, name).shallowSize)
      expect(countDelta).toBe(of(after, name).count - of(before, name).count)
    }
  })

  it('of a snapshot with itself is empty', async () => {
    const graph = await new Drawing().graph()
    expect(diffHeaps(graph, graph)).toEqual([])
  })
})
