import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { analyzeHeap, type HeapAnalysis } from '../../../src/heap/compute/analyze-heap.ts'
import {
  findGrowingHolders,
  type GrowingHolder,
  type GrowingHolderOptions,
} from '../../../src/heap/growth/growing-holders.ts'
import { readSnapshot } from '../../../src/heap/open/read-snapshot.ts'
import { Drawing, type DrawnNode } from '../support/builder.ts'

/** One snapshot of a process for each time. Nodes keep their ids as long as new ones are drawn last. */
async function analyzeTimes(
  draw: (heap: Drawing, time: number) => void,
  times = [0, 1, 2],
): Promise<HeapAnalysis[]> {
  return Promise.all(
    times.map(async time => {
      const heap = new Drawing()
      draw(heap, time)
      return analyzeHeap(await heap.graph())
    }),
  )
}

async function find(
  draw: (heap: Drawing, time: number) => void,
  options: GrowingHolderOptions = { threshold: 1 },
): Promise<[string, number[]][]> {
  return findGrowingHolders(await analyzeTimes(draw), options).map(({ name, growth }) => [name, growth])
}

/** Adds sessions of 100 bytes as elements of a node. */
function fill(heap: Drawing, holder: DrawnNode, count: number, size = 100): void {
  for (let index = 0; index < count; index++) {
    heap.edge(holder, 'element', index, heap.object('Session', size))
  }
}

describe('a growing holder', () => {
  it('is the Map and not its table, which is new after each rehash', async () => {
    const analyses = await analyzeTimes((heap, time) => {
      const [scope, cache] = [heap.node('object', 'system / Context', 40), heap.object('Map', 32)]
      const steady = heap.object('Session', 100)
      heap.edge(heap.global, 'context', 'scope', scope)
      heap.edge(scope, 'context', 'cache', cache)
      const table = heap.node('array', '', 64 << time)
      table.id = 1_000_001 + time
      heap.edge(cache, 'internal', 'table', table)
      heap.edge(table, 'element', 999, steady)
      fill(heap, table, 3 + 5 * time)
    })
    const [holder, ...others] = findGrowingHolders(analyses, { threshold: 1, steps: 5 })
    expect(others).toEqual([])
    expect(holder).toEqual({
      ordinal: 3,
      id: 7,
      type: 'object',
      name: 'Map',
      growth: [564, 628],
      bytesPerStep: 112.8,
      retainedSize: 32 + 256 + 14 * 100,
      addedCount: 5,
      addedClasses: [{ name: 'Session', count: 5, size: 500 }],
      references: [],
      share: 1,
      others: [],
    })
  })

  it('is the array and not its elements, which had room for all new objects', async () => {
    const found = await find((heap, time) => {
      const [kept, elements] = [heap.object('Array'), heap.node('array', '(object elements)', 4000)]
      heap.property(heap.global, 'kept', kept)
      heap.edge(kept, 'internal', 'elements', elements)
      fill(heap, elements, 5 * time)
    })
    expect(found).toEqual([['Array', [500, 500]]])
  })

  it('is an array whose own elements grow, without a new node', async () => {
    const found = await find((heap, time) => {
      const numbers = heap.object('Array', 16)
      heap.property(heap.global, 'numbers', numbers)
      heap.edge(numbers, 'internal', 'elements', heap.node('array', '(object elements)', 1000 * (time + 1)))
    })
    expect(found).toEqual([['Array', [1000, 1000]]])
  })

  it('comes after larger ones', async () => {
    const found = await find((heap, time) => {
      const [small, app, large] = [heap.object('Small'), heap.object('App'), heap.object('Large')]
      heap.property(heap.global, 'app', app)
      heap.property(app, 'small', small)
      heap.property(app, 'large', large)
      fill(heap, small, 3 * time)
      fill(heap, large, 20 * time)
    })
    expect(found).toEqual([
      ['Large', [2000, 2000]],
      ['Small', [300, 300]],
    ])
  })

  it('may dominate another, whose growth is not counted twice', async () => {
    const found = await find((heap, time) => {
      const [registry, log] = [heap.object('Registry'), heap.object('Log')]
      heap.chain(heap.global, registry, log)
      fill(heap, log, 7 * time)
      fill(heap, registry, 3 * time)
    })
    expect(found).toEqual([
      ['Log', [700, 700]],
      ['Registry', [300, 300]],
    ])
  })

  it('is the array of many old objects that grow a little each', async () => {
    const found = await find((heap, time) => {
      const rooms = heap.object('Rooms')
      heap.property(heap.global, 'rooms', rooms)
      const old = Array.from({ length: 12 }, (_, index) => {
        const room = heap.object('Room')
        heap.edge(rooms, 'element', index, room)
        return room
      })
      for (const room of old) fill(heap, room, time)
    })
    expect(found).toEqual([['Rooms', [1200, 1200]]])
  })

  it('is not what grew in the first interval only, however much that was', async () => {
    const draw = (heap: Drawing, time: number) => {
      const [warm, leak] = [heap.object('Warm'), heap.object('Leak')]
      heap.property(heap.global, 'warm', warm)
      heap.property(heap.global, 'leak', leak)
      fill(heap, warm, Math.min(time, 1) * 1000)
      // Drawn last, because ids go by the order in which nodes are drawn.
      fill(heap, leak, time * 2)
    }
    expect(await find(draw)).toEqual([['Leak', [200, 200]]])
    const [first] = findGrowingHolders(await analyzeTimes(draw, [0, 1]), { threshold: 1 })
    expect(first?.name).toBe('Warm')
  })

  it('is found below an object that shrinks as a whole', async () => {
    const found = await find((heap, time) => {
      const [app, pool, leak] = [heap.object('App'), heap.object('Pool'), heap.object('Leak')]
      heap.chain(heap.global, app, pool)
      heap.property(app, 'leak', leak)
      heap.edge(pool, 'internal', 'elements', heap.node('array', '', 100_000 - 40_000 * time))
      fill(heap, leak, 10 * time)
    })
    expect(found).toEqual([['Leak', [1000, 1000]]])
  })

  it('is absent where nothing grows', async () => {
    const still = (heap: Drawing) => fill(heap, heap.global, 10)
    expect(await find(still)).toEqual([])
    const shrinks = (heap: Drawing, time: number) => fill(heap, heap.global, 10 - time)
    expect(await find(shrinks)).toEqual([])
    const [only] = await analyzeTimes(still, [0])
    expect(findGrowingHolders([only!])).toEqual([])
  })

  it('may be far smaller than another', async () => {
    const draw = (heap: Drawing, time: number) => {
      const [large, small] = [heap.object('Large'), heap.object('Small')]
      heap.property(heap.global, 'large', large)
      heap.property(heap.global, 'small', small)
      fill(heap, small, time)
      heap.edge(large, 'internal', 'elements', heap.node('array', '', 10_000 * time))
    }
    expect(await find(draw)).toEqual([
      ['Large', [10_000, 10_000]],
      ['Small', [100, 100]],
    ])
    expect((await find(draw, { threshold: 101 })).map(([name]) => name)).toEqual(['Large'])
  })

  it('is not a small one below which only nodes of the engine are new', async () => {
    const found = await find((heap, time) => {
      const [large, scope] = [heap.object('Large'), heap.object('system / Context')]
      heap.property(heap.global, 'large', large)
      heap.property(heap.global, 'scope', scope)
      heap.edge(large, 'internal', 'elements', heap.node('array', '', 10_000 * time))
      for (let at = 0; at < 3 * time; at++) heap.property(scope, `f${at}`, heap.node('code', 'f', 50))
    })
    expect(found.map(([name]) => name)).toEqual(['Large'])
  })

  it('is not a small one that retains more without anything new', async () => {
    const found = await find((heap, time) => {
      const [large, owner, other] = [heap.object('Large'), heap.object('Owner'), heap.object('Other')]
      heap.property(heap.global, 'large', large)
      heap.property(heap.global, 'owner', owner)
      heap.property(heap.global, 'other', other)
      for (let at = 0; at < 10; at++) {
        const shared = heap.object('Shared', 100)
        heap.edge(owner, 'element', at, shared)
        // One after the other loses its second holder.
        if (at >= 2 * time) heap.edge(other, 'element', at, shared)
      }
      heap.edge(large, 'internal', 'elements', heap.node('array', '', 10_000 * time))
    })
    expect(found.map(([name]) => name)).toEqual(['Large'])
  })

  it('is not a small one whose new objects only replace others', async () => {
    const found = await find((heap, time) => {
      const [large, pool, other] = [heap.object('Large'), heap.object('Pool'), heap.object('Other')]
      const shared = Array.from({ length: 10 }, () => heap.object('Shared', 20))
      for (const node of [large, pool, other]) heap.property(heap.global, `p${node.id}`, node)
      const slab = heap.object('Slab', 500)
      slab.id = 1001 + 2 * time
      heap.property(pool, 'slab', slab)
      for (const [at, node] of shared.entries()) {
        heap.edge(pool, 'element', at, node)
        if (at >= 2 * time) heap.edge(other, 'element', at, node)
      }
      heap.edge(large, 'internal', 'elements', heap.node('array', '', 10_000 * time))
    })
    expect(found.map(([name]) => name)).toEqual(['Large'])
  })

  it('lists classes of the engine only if no others are new', async () => {
    const analyses = await analyzeTimes((heap, time) => {
      const app = heap.object('App')
      heap.property(heap.global, 'app', app)
      // Ids go by the order in which nodes are drawn.
      for (let at = 0; at < 4 * time; at++) {
        heap.edge(
          app,
          'element',
          at,
          at % 4 === 3 ? heap.node('code', 'f', 5000) : heap.object('Session', 100),
        )
      }
    })
    const [holder] = findGrowingHolders(analyses, { threshold: 1 })
    expect(holder).toMatchObject({ addedCount: 4, addedClasses: [{ name: 'Session', count: 3, size: 300 }] })
  })

  it('is absent where objects only replace each other', async () => {
    const found = await find((heap, time) => {
      const recent = heap.object('Recent')
      heap.property(heap.global, 'recent', recent)
      for (let index = 0; index < 10; index++) {
        const session = heap.object('Session', 100)
        session.id = 1001 + 2 * (index + 5 * time)
        heap.edge(recent, 'element', index, session)
      }
    })
    expect(found).toEqual([])
  })

  it('is the head of a list that grows at its tail', async () => {
    const found = await find((heap, time) => {
      const queue = heap.object('Queue')
      heap.property(heap.global, 'queue', queue)
      let last = heap.object('Link', 50)
      heap.property(queue, 'head', last)
      for (let index = 0; index < 10 + 5 * time; index++) {
        const next = heap.object('Link', 50)
        heap.property(last, 'next', next)
        last = next
      }
    })
    expect(found).toEqual([['Link', [250, 250]]])
  })

  it('is the head of a very long list, without recursion', async () => {
    const analyses = await analyzeTimes((heap, time) => {
      let last = heap.object('Link', 50)
      heap.property(heap.global, 'head', last)
      for (let index = 0; index < 30_000 + 100 * time; index++) {
        const next = heap.object('Link', 50)
        heap.property(last, 'next', next)
        last = next
      }
    })
    expect(findGrowingHolders(analyses, { threshold: 1 }).map(({ id }) => id)).toEqual([5])
  }, 60_000)

  it('is identified by its id, however large ids are', async () => {
    const analyses = await analyzeTimes((heap, time) => {
      const wrap = heap.object('Wrap')
      wrap.id = 4_000_000_050
      heap.property(heap.global, 'wrap', wrap)
      for (let index = 0; index < 4 * (time + 1); index++) {
        const session = heap.object('Session', 100)
        session.id = 2_200_000_000 + 2 * index
        heap.edge(wrap, 'element', index, session)
      }
    })
    expect(findGrowingHolders(analyses, { threshold: 1 })).toMatchObject([
      { id: 4_000_000_050, name: 'Wrap', growth: [400, 400], addedCount: 4 },
    ])
  })

  it('is named with the second holder of the same, whatever dominates both', async () => {
    const analyses = await analyzeTimes((heap, time) => {
      const roots = heap.node('synthetic', '(GC roots)', 0)
      const handles = heap.node('synthetic', '(Global handles)', 0)
      const [cache, index] = [heap.object('Cache'), heap.object('Index')]
      heap.edge(heap.root, 'element', 1, roots)
      heap.edge(roots, 'element', 1, handles)
      heap.edge(handles, 'element', 1, cache)
      // What the global object and a group of roots both reference is dominated by the root.
      heap.edge(heap.root, 'element', 2, index)
      for (let at = 0; at < 5 * time; at++) {
        const session = heap.object('Session', 100)
        heap.edge(cache, 'element', at, session)
        heap.edge(index, 'element', at, session)
      }
    })
    const found = findGrowingHolders(analyses, { threshold: 1 })
    expect(found).toMatchObject([
      {
        name: 'Cache',
        growth: [500, 500],
        addedCount: 5,
        addedClasses: [{ name: 'Session', count: 5 }],
        others: [{ name: 'Index', share: 1 }],
      },
    ])
  })

  it('has a second one for what an index holds of it, and none for what nothing else holds', async () => {
    const analyses = await analyzeTimes((heap, time) => {
      const [all, few] = [heap.object('All'), heap.object('Few')]
      heap.property(heap.global, 'all', all)
      heap.property(heap.global, 'few', few)
      for (let at = 0; at < 10 * time; at++) {
        const session = heap.object('Session', 100)
        heap.edge(all, 'element', at, session)
        if (at % 5 < 2) heap.edge(few, 'element', at, session)
      }
    })
    expect(findGrowingHolders(analyses, { threshold: 1 })).toMatchObject([
      { name: 'All', growth: [1000, 1000], others: [{ name: 'Few', share: 0.4, sharedPart: 1 }] },
    ])
  })

  it('is not the root, which references the global object of every context', async () => {
    const found = await find((heap, time) => {
      const kept = heap.object('Kept')
      heap.property(heap.global, 'kept', kept)
      for (let at = 0; at < 3 * time; at++) {
        const context = heap.object('Context', 100)
        heap.edge(heap.root, 'shortcut', `global ${at}`, context)
        heap.edge(kept, 'element', at, context)
      }
    })
    expect(found).toEqual([['Kept', [300, 300]]])
  })

  it('is the scope of a list that grows at its head, with the variable and the links', async () => {
    const [before, after] = [10, 30]
    const analyses = await analyzeTimes((heap, time) => {
      const scope = heap.node('object', 'system / Context', 40)
      heap.edge(heap.global, 'internal', 'context', scope)
      let state = heap.object('State', 20)
      for (let at = 0; at < before + time * after; at++) {
        const next = heap.object('State', 20)
        heap.property(next, 'previous', state)
        state = next
      }
      heap.edge(scope, 'context', 'state', state)
    })
    const { graph } = analyses.at(-1)!
    const [holder, ...others] = findGrowingHolders(analyses, { threshold: 1 })
    expect(others).toEqual([])
    expect(holder).toMatchObject({ name: 'system / Context', growth: [600, 600] })
    const [reference] = holder!.references
    expect(Array.from(reference!.edges, edge => graph.edgeName(edge))).toEqual([
      'state',
      ...Array(4).fill('previous'),
    ])
    // All links, those that were there before included.
    expect(4 + reference!.moreRepeats).toBe(before + 2 * after)
  })

  it('is a list of timers, with one reference for each callback', async () => {
    const analyses = await analyzeTimes((heap, time) => {
      const list = heap.object('TimersList')
      heap.property(heap.global, 'list', list)
      const functions = ['ping', 'pong'].map(name => ({ name, shared: heap.node('code', name, 8) }))
      for (const { shared } of functions) heap.edge(heap.global, 'internal', 'shared', shared)
      let last = list
      for (let at = 0; at < 9 * time; at++) {
        const { name, shared } = functions[at % 3 === 0 ? 1 : 0]!
        const [timer, callback] = [heap.object('Timeout', 100), heap.node('closure', name, 60)]
        heap.property(last, '_idleNext', timer)
        heap.property(timer, '_onTimeout', callback)
        heap.edge(callback, 'internal', 'shared', shared)
        last = timer
      }
    })
    const { graph } = analyses.at(-1)!
    const holders = findGrowingHolders(analyses, { threshold: 1 })
    expect(holders.map(({ name }) => name)).toEqual(['TimersList'])
    const callbacks = holders[0]!.references.map(({ edges, isExample, weight }) => {
      return [graph.name(graph.edgeTarget(edges.at(-1)!)), isExample, weight]
    })
    expect(callbacks).toEqual([
      ['ping', true, 6],
      ['pong', true, 3],
    ])
  })

  it('is a group of roots for handles that native code holds, with the class of a handle and its owner', async () => {
    const analyses = await analyzeTimes((heap, time) => {
      const handles = heap.node('synthetic', '(Global handles)', 0)
      heap.edge(heap.root, 'element', 1, handles)
      for (let at = 0; at < 4 * time; at++) {
        const [handle, socket] = [heap.object('UDP', 30), heap.object('Socket', 70)]
        heap.edge(handles, 'internal', `${at}`, handle)
        heap.property(handle, '<symbol owner_symbol>', socket)
      }
    })
    const { graph } = analyses.at(-1)!
    const [holder] = findGrowingHolders(analyses, { threshold: 1 })
    expect(holder).toMatchObject({ name: '(Global handles)', growth: [400, 400] })
    const [reference] = holder!.references
    expect(Array.from(reference!.edges, edge => graph.name(graph.edgeTarget(edge)))).toEqual([
      'UDP',
      'Socket',
    ])
  })

  it('is a group of roots for objects of native code, which come before as many functions', async () => {
    const analyses = await analyzeTimes((heap, time) => {
      const handles = heap.node('synthetic', '(Global handles)', 0)
      heap.edge(heap.root, 'element', 1, handles)
      for (let at = 0; at < 4 * time; at++) {
        heap.edge(handles, 'internal', `${2 * at}`, heap.node('closure', 'onload', 50))
        heap.edge(handles, 'internal', `${2 * at + 1}`, heap.object('Image', 50))
      }
    })
    const { graph } = analyses.at(-1)!
    const [holder] = findGrowingHolders(analyses, { threshold: 1 })
    expect(holder!.references.map(({ edges }) => graph.name(graph.edgeTarget(edges[0]!)))).toEqual([
      'Image',
      'onload',
    ])
  })

  it('is the cell of an exported variable that two tables of the engine reference', async () => {
    const analyses = await analyzeTimes((heap, time) => {
      const [one, other] = [heap.node('array', '', 16), heap.node('array', '', 16)]
      const cell = heap.node('hidden', 'system / Cell', 16)
      heap.edge(heap.root, 'element', 1, one)
      heap.edge(heap.root, 'element', 2, other)
      heap.edge(one, 'internal', 1, cell)
      heap.edge(other, 'internal', 1, cell)
      const state = heap.object('State', 100 + 500 * time)
      state.id = 1001 + 2 * time
      heap.edge(cell, 'internal', 'value', state)
    })
    const { graph } = analyses.at(-1)!
    const [holder] = findGrowingHolders(analyses, { threshold: 1 })
    expect(holder).toMatchObject({ name: 'system / Cell', growth: [500, 500] })
    expect(graph.edgeName(holder!.references[0]!.edges[0]!)).toBe('value')
  })

  it('is found up to a limit, and from a threshold on', async () => {
    const draw = (heap: Drawing, time: number) => {
      const holders = [10, 9, 8].map(count => ({ count, holder: heap.object(`Holder${count}`) }))
      for (const { count, holder } of holders) heap.property(heap.global, `at${count}`, holder)
      for (const { count, holder } of holders) {
        heap.edge(holder, 'internal', 'elements', heap.node('array', '', count * 100 * time))
      }
    }
    expect((await find(draw, { threshold: 1, limit: 2 })).map(([name]) => name)).toEqual([
      'Holder10',
      'Holder9',
    ])
    expect((await find(draw, { threshold: 850 })).map(([name]) => name)).toEqual(['Holder10', 'Holder9'])
    expect(await find(draw)).toHaveLength(3)
    // Below the default threshold.
    expect(await find(draw, {})).toEqual([])
  })
})

describe('a growing holder in snapshots of this Node', () => {
  const folder = mkdtempSync(join(tmpdir(), 'leaklab-growing-'))
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  /** @param source a module that defines `step` */
  async function record(name: string, source: string): Promise<GrowingHolder[]> {
    const script = join(folder, `${name}.cjs`)
    const snapshots = [1, 2, 3].map(time => join(folder, `${name}-${time}.heapsnapshot`))
    writeFileSync(script, source + TAKE)
    execFileSync(process.execPath, ['--expose-gc', script, ...snapshots])
    const analyses = []
    for (const path of snapshots) analyses.push(analyzeHeap(await readSnapshot(path)))
    return findGrowingHolders(analyses, { steps: 2000 })
  }

  const TAKE = `
    const v8 = require('node:v8')
    let steps = 0
    for (const path of process.argv.slice(2)) {
      for (let at = 0; at < 2000; at++) step(steps++)
      gc()
      v8.writeHeapSnapshot(path)
    }
  `

  it.each([
    ['closures', 'kept.push(() => i)', 'Function'],
    ['strings', "kept.push('session ' + Math.sqrt(i))", '(string)'],
    ['objects', 'kept.push({ i, name: new Date(i) })', 'Date'],
  ])(
    'is a module’s array of %s',
    async (name, push, added) => {
      const [holder, ...others] = await record(name, `const kept = []; function step(i) { ${push} }`)
      expect(others).toEqual([])
      expect(holder).toMatchObject({ type: 'object', name: 'Array', addedCount: expect.any(Number) })
      expect(holder!.addedClasses.map(entry => entry.name)).toContain(added)
      expect(holder!.addedClasses[0]!.count).toBe(2000)
    },
    60_000,
  )

  it('is a module’s Map', async () => {
    const [holder, ...others] = await record(
      'map',
      'class Session { constructor(i) { this.i = i } }\n' +
        'const cache = new Map(); function step(i) { cache.set(i, new Session(i)) }',
    )
    expect(others).toEqual([])
    expect(holder).toMatchObject({ type: 'object', name: 'Map', addedCount: 2000 })
    expect(holder!.addedClasses).toEqual([{ name: 'Session', count: 2000, size: expect.any(Number) }])
    expect(holder!.bytesPerStep).toBe(Math.min(...holder!.growth) / 2000)
  }, 60_000)

  it('is absent where a Map is bounded', async () => {
    const found = await record(
      'bounded',
      'const cache = new Map(); function step(i) { cache.set(i, { i }); cache.delete(i - 100) }',
    )
    expect(found).toEqual([])
  }, 60_000)
})
