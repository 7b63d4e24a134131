// The parser reads every valid snapshot, in pieces of any size, and refuses all others with a SnapshotError.
import { Readable } from 'node:stream'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { analyzeHeap } from '../../../src/heap/compute/analyze-heap.ts'
import { SnapshotError } from '../../../src/heap/graph/snapshot-error.ts'
import { summarizeHeap } from '../../../src/heap/inspect/summary.ts'
import { readSnapshot } from '../../../src/heap/open/read-snapshot.ts'
import { SnapshotParser } from '../../../src/heap/parse/snapshot-parser.ts'
import { computeWeightedPaths } from '../../../src/heap/paths/weighted-paths.ts'
import { Drawing, describeGraph } from '../support/builder.ts'
import { randomHeap } from '../support/random-heap.ts'

function drawn(): Drawing {
  const heap = new Drawing()
  const cache = heap.object('Map', 32)
  heap.chain(heap.global, cache)
  const table = heap.node('array', '', 400)
  heap.edge(cache, 'internal', 'table', table)
  for (let index = 0; index < 60; index++) {
    const session = heap.object('Session', 100 + index)
    heap.edge(table, 'internal', String(index), session)
    heap.edge(session, 'element', 4_000_000_000, heap.node('string', `text ${index} "é\\\n 𝒳`, 24))
  }
  heap.ephemeron(table, cache, heap.object('Value'))
  return heap
}

// biome-ignore lint/suspicious/noExplicitAny: the tests break the structure on purpose
type SnapshotJson = any

function write(heap: Drawing, change: (json: SnapshotJson) => void): Uint8Array {
  const json = heap.toJSON() as SnapshotJson
  change(json)
  return new TextEncoder().encode(JSON.stringify(json))
}

function slices(bytes: Uint8Array, size: number): Uint8Array[] {
  const count = Math.ceil(bytes.length / size)
  return Array.from({ length: count }, (_, index) => bytes.slice(index * size, (index + 1) * size))
}

async function failure(bytes: Uint8Array): Promise<SnapshotError> {
  const error = await readSnapshot(bytes).then(
    () => undefined,
    (reason: unknown) => reason,
  )
  expect(error).toBeInstanceOf(SnapshotError)
  return error as SnapshotError
}

describe('a snapshot is read', () => {
  it('with its nodes, edges, names, ids and sizes', async () => {
    const heap = drawn()
    const graph = await heap.graph()
    const expected = heap.nodes.map(node => [
      node.type,
      node.name,
      node.id,
      node.size,
      node.edges.map(edge => [
        String(edge.name).includes('pair in WeakMap') ? 'ephemeron' : edge.type,
        edge.name,
        edge.to.ordinal,
      ]),
    ])
    expect(describeGraph(graph)).toEqual(expected)
    expect(graph.findLocation(heap.global.ordinal)).toEqual({ scriptId: 7, line: 11, column: 3 })
    expect(graph.findLocation(heap.root.ordinal)).toBeUndefined()
  })

  it('in any order of fields and types in meta', async () => {
    const heap = drawn()
    const odd = heap.bytes({
      nodeFields: [
        'detachedness',
        'edge_count',
        'id',
        'trace_node_id',
        'self_size',
        'type',
        'name',
        'new_field',
      ],
      edgeFields: ['to_node', 'type', 'new_field', 'name_or_index'],
      edgeTypes: ['weak', 'shortcut', 'hidden', 'internal', 'property', 'element', 'context'],
    })
    expect(describeGraph(await readSnapshot(odd))).toEqual(describeGraph(await heap.graph()))
  })

  it('with white space between everything', async () => {
    const heap = drawn()
    expect(describeGraph(await readSnapshot(heap.bytes({ indent: 4 })))).toEqual(
      describeGraph(await heap.graph()),
    )
  })

  it('in pieces of any size', async () => {
    const heap = drawn()
    const bytes = heap.bytes()
    const whole = describeGraph(await heap.graph())
    const sizes = fc.array(fc.integer({ min: 1, max: 3000 }), { minLength: 1, maxLength: 20 })
    await fc.assert(
      fc.property(sizes, sizes => {
        const parser = new SnapshotParser()
        for (let at = 0, turn = 0; at < bytes.length; turn++) {
          const size = sizes[turn % sizes.length]!
          // The caller may overwrite a piece after push.
          const piece = bytes.slice(at, at + size)
          parser.push(piece)
          piece.fill(0)
          at += size
        }
        expect(describeGraph(parser.finish())).toEqual(whole)
      }),
      { numRuns: 60, seed: 3, examples: [[[1]], [[1024]], [[1023, 1025]]] },
    )
  })

  it('with WeakMap entries in the same order, in pieces of any size', async () => {
    const heap = drawn()
    const table = heap.node('array', '', 400)
    heap.chain(heap.global, table)
    for (let index = 0; index < 40; index++) {
      const key = heap.object('Key')
      heap.edge(table, 'element', index, key)
      heap.ephemeron(table, key, heap.object('Value'))
    }
    const bytes = heap.bytes()
    const { edgeNames, entryNames } = await readSnapshot(bytes)
    expect(new Set(entryNames).size).toBe(82)
    for (const size of [100, 128, 1000, 1001]) {
      expect(await readSnapshot(slices(bytes, size))).toMatchObject({ edgeNames, entryNames })
    }
  })

  it('from a stream and from a generator', async () => {
    const heap = drawn()
    const whole = describeGraph(await heap.graph())
    const bytes = heap.bytes()
    expect(describeGraph(await readSnapshot(Readable.from([bytes])))).toEqual(whole)
    async function* halves() {
      yield bytes.subarray(0, 5000)
      yield bytes.subarray(5000)
    }
    expect(describeGraph(await readSnapshot(halves()))).toEqual(whole)
  })

  it('with locations, except those whose object is not a node', async () => {
    const heap = drawn()
    const fields = (heap.toJSON() as SnapshotJson).snapshot.meta.node_fields.length
    // Some have few digits, some many.
    const column = (ordinal: number) => (ordinal % 3 === 0 ? 4_000_000_000 : ordinal % 4)
    const rows = heap.nodes.map(({ ordinal }) => [ordinal * fields, ordinal % 7, ordinal, column(ordinal)])
    // An index in the middle of a node, one behind the last node, and one that is a node only modulo 2³².
    const others = [1, heap.nodes.length * fields, 2 ** 32].map(place => [place, 9, 9, 9])
    const bytes = write(heap, json => {
      json.locations = [...others, ...rows, ...others].flat()
    })
    for (const graph of [await readSnapshot(bytes), await readSnapshot(slices(bytes, 700))]) {
      const found = heap.nodes.map(({ ordinal }) => graph.findLocation(ordinal))
      const expected = heap.nodes.map(({ ordinal }) => ({
        scriptId: ordinal % 7,
        line: ordinal,
        column: column(ordinal),
      }))
      expect(found).toEqual(expected)
    }
  })

  it('with functions above and before the beginning of their file, as Vitest compiles them', async () => {
    const heap = drawn()
    const fields = (heap.toJSON() as SnapshotJson).snapshot.meta.node_fields.length
    const rows = heap.nodes.map(({ ordinal }) => [
      ordinal * fields,
      3,
      ordinal % 2 === 0 ? -1 : 7,
      ordinal % 3 === 0 ? -196 : 5,
    ])
    const bytes = write(heap, json => {
      json.locations = [[-fields, 3, 1, 1], ...rows].flat()
    })
    for (const graph of [await readSnapshot(bytes), await readSnapshot(slices(bytes, 700))])
      expect(heap.nodes.map(({ ordinal }) => graph.findLocation(ordinal))).toEqual(
        heap.nodes.map(({ ordinal }) => ({
          scriptId: 3,
          line: ordinal % 2 === 0 ? 0 : 7,
          column: ordinal % 3 === 0 ? 0 : 5,
        })),
      )
    for (const section of ['nodes', 'edges'] as const)
      await expect(
        readSnapshot(
          write(heap, json => {
            json[section][5] = -1
          }),
        ),
      ).rejects.toThrow('a number expected')
  })

  it('with sizes beyond 32 bits', async () => {
    const heap = new Drawing()
    const huge = heap.node('native', 'ArrayBuffer', 6_000_000_000)
    heap.chain(heap.global, huge)
    const graph = await heap.graph()
    expect(graph.selfSize(huge.ordinal)).toBe(6_000_000_000)
    expect(analyzeHeap(graph).retainedSizes[heap.global.ordinal]).toBe(6_000_000_008)
  })

  it('with the detached DOM nodes named as DevTools does', async () => {
    const heap = new Drawing()
    const node = heap.node('native', '<div id="a">', 8)
    node.detachedness = 2
    heap.chain(heap.global, node)
    const graph = await heap.graph()
    expect(graph.name(node.ordinal)).toBe('Detached <div id="a">')
    expect(summarizeHeap(analyzeHeap(graph)).classes.map(entry => entry.name)).toContain('Detached <div>')
  })

  it('and its strings are decoded, truncated to a length, and found', async () => {
    const heap = new Drawing()
    const text = 'naïve "𝒳" \\ tail'
    const node = heap.node('string', text, 8)
    const plain = await heap.graph()
    expect(plain.name(node.ordinal)).toBe(text)
    expect(plain.strings.find(text)).toBe(plain.nodeNames[node.ordinal])
    expect(plain.strings.find('naïve')).toBe(-1)
    // V8 escapes everything outside of ASCII.
    const ascii = Buffer.from(
      JSON.stringify(heap.toJSON()).replace(
        /[\u007f-\uffff]/g,
        unit => `\\u${unit.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`,
      ),
    )
    const escaped = await readSnapshot(ascii)
    expect(escaped.name(node.ordinal)).toBe(text)
    expect(escaped.strings.find(text)).toBe(escaped.nodeNames[node.ordinal])
    for (let bytes = 0; bytes < 40; bytes++) {
      expect(text.startsWith(escaped.name(node.ordinal, bytes).replace(/[\ud800-\udbff]$/, ''))).toBe(true)
      expect(text.startsWith(plain.name(node.ordinal, bytes))).toBe(true)
    }
  })
})

describe('a snapshot is refused', () => {
  it('when it is empty', async () => {
    expect(await failure(new Uint8Array(0))).toMatchObject({ code: 'truncated', message: /empty/ })
  })

  it('when it is cut off anywhere', async () => {
    const bytes = drawn().bytes()
    for (let end = 1; end < bytes.length; end += 7) {
      const { code, message } = await failure(bytes.subarray(0, end))
      expect(code, `cut at ${end}`).toBe('truncated')
      const [, byte = end] = /byte (\d+)/.exec(message) ?? []
      expect(Number(byte), `cut at ${end}`).toBeLessThanOrEqual(end)
    }
  }, 60_000)

  it('when it is cut off in a stream, with the section named', async () => {
    const bytes = drawn().bytes()
    const end = Buffer.from(bytes).indexOf('"edges"') + 300
    await expect(readSnapshot([bytes.subarray(0, end)])).rejects.toThrow(/cut off in edges after \d+ of \d+/)
  })

  it.each([
    ['a number', '42'],
    ['a list', '[]'],
    ['a text', 'hello'],
    ['an object of something else', '{"a": 1, "b": [1, {"c": "]"}]}'],
    ['nodes before meta', '{"nodes": [1], "snapshot": {}}'],
    ['something behind the end', `${Buffer.from(new Drawing().bytes())} x`],
  ])('when it is %s', async (_, text) => {
    expect((await failure(Buffer.from(text))).code).toBe('malformed')
  })

  it.each<[string, string, (json: SnapshotJson) => void]>([
    ['has no meta', 'meta', json => delete json.snapshot.meta],
    [
      'lacks a field',
      'meta',
      json => {
        json.snapshot.meta.node_fields[3] = 'size'
      },
    ],
    [
      'has no type names',
      'meta',
      json => {
        json.snapshot.meta.node_types = []
      },
    ],
    [
      'has a count that is none',
      'meta',
      json => {
        json.snapshot.node_count = '12'
      },
    ],
    [
      'claims 2⁴⁰ nodes',
      'too-large',
      json => {
        json.snapshot.node_count = 2 ** 40
      },
    ],
    [
      'claims more nodes than its bytes hold',
      'truncated',
      json => {
        json.snapshot.node_count = 400_000_000
      },
    ],
    [
      'claims more edges than its bytes hold',
      'truncated',
      json => {
        json.snapshot.edge_count = 4_000_000_000
      },
    ],
    [
      'claims a node too many',
      'malformed',
      json => {
        json.snapshot.node_count++
      },
    ],
    [
      'claims a node too few',
      'malformed',
      json => {
        json.snapshot.node_count--
      },
    ],
    [
      'claims an edge too many',
      'range',
      json => {
        json.snapshot.edge_count++
      },
    ],
    [
      'claims an edge too few',
      'range',
      json => {
        json.snapshot.edge_count--
      },
    ],
    [
      'has an edge out of range',
      'range',
      json => {
        json.edges[5] = json.nodes.length
      },
    ],
    [
      'has an edge far out of range',
      'range',
      json => {
        json.edges[5] = 6 * 2 ** 32
      },
    ],
    [
      'has an edge into the middle of a node',
      'range',
      json => {
        json.edges[5] = 7
      },
    ],
    [
      'has an unknown edge type',
      'range',
      json => {
        json.edges[3] = 9
      },
    ],
    [
      'has an unknown node type',
      'range',
      json => {
        json.nodes[6] = 99
      },
    ],
    [
      'has a node that owns too much',
      'range',
      json => {
        json.nodes[4] = 1_000_000
      },
    ],
    [
      'has a node name out of range',
      'range',
      json => {
        json.nodes[1] = 100_000
      },
    ],
    [
      'has an edge name out of range',
      'range',
      json => {
        json.edges[1] = 100_000
      },
    ],
    [
      'has no root',
      'range',
      json => {
        json.snapshot.root_index = 5
      },
    ],
    [
      'has text among its nodes',
      'malformed',
      json => {
        json.nodes[2] = 'x'
      },
    ],
    [
      'has negative numbers',
      'malformed',
      json => {
        json.nodes[2] = -4
      },
    ],
    [
      'has numbers among its strings',
      'malformed',
      json => {
        json.strings[1] = 4
      },
    ],
    [
      'has no strings',
      'malformed',
      json => {
        delete json.strings
      },
    ],
    [
      'has no edges',
      'malformed',
      json => {
        delete json.edges
      },
    ],
    [
      'has no nodes',
      'malformed',
      json => {
        delete json.nodes
        delete json.edges
      },
    ],
  ])('when it %s', async (_, code, change) => {
    const error = await failure(write(drawn(), change))
    expect(error.code, error.message).toBe(code)
  })

  it('when a stream announces more nodes than it has', async () => {
    const bytes = write(drawn(), json => {
      json.snapshot.node_count = 300_000_000
    })
    await expect(readSnapshot([bytes])).rejects.toBeInstanceOf(SnapshotError)
  })

  it('when the file is not there', async () => {
    await expect(readSnapshot('/nowhere/at.all')).rejects.toMatchObject({ code: 'unreadable' })
  })

  it('when the stream yields text', async () => {
    await expect(readSnapshot(Readable.from(['{}']) as AsyncIterable<never>)).rejects.toThrow(/bytes/)
  })

  it('when the caller aborts', async () => {
    const signal = AbortSignal.abort(new Error('enough'))
    await expect(readSnapshot(drawn().bytes(), { signal })).rejects.toThrow('enough')
  })
})

describe('for any bytes', () => {
  const survives = async (bytes: Uint8Array): Promise<void> => {
    try {
      const graph = await readSnapshot(bytes)
      summarizeHeap(analyzeHeap(graph))
      computeWeightedPaths(graph)
      describeGraph(graph)
    } catch (error) {
      expect(error).toBeInstanceOf(SnapshotError)
    }
  }

  it('random ones give a SnapshotError', async () => {
    await fc.assert(fc.asyncProperty(fc.uint8Array({ maxLength: 200 }), survives), { numRuns: 500, seed: 1 })
  })

  it('a snapshot with bytes overwritten gives a graph or a SnapshotError', async () => {
    const original = drawn().bytes()
    const change = fc.record({ at: fc.nat(original.length - 1), byte: fc.nat(255) })
    await fc.assert(
      fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 4 }), async changes => {
        const bytes = original.slice()
        for (const { at, byte } of changes) bytes[at] = byte
        await survives(bytes)
      }),
      { numRuns: 1500, seed: 2 },
    )
  }, 30_000)

  it('a snapshot with numbers replaced gives a graph or a SnapshotError', async () => {
    const number = fc.oneof(fc.nat(200), fc.nat(), fc.constantFrom(-1, -196, 2 ** 32, 2 ** 53, 0.5, 1e300))
    const change = fc.record({
      section: fc.constantFrom('nodes', 'edges', 'locations'),
      at: fc.nat(),
      number,
    })
    await fc.assert(
      fc.asyncProperty(
        randomHeap,
        fc.array(change, { minLength: 1, maxLength: 4 }),
        async (heap, changes) => {
          const bytes = write(heap, json => {
            for (const { section, at, number } of changes) json[section][at % json[section].length] = number
          })
          await survives(bytes)
        },
      ),
      { numRuns: 1500, seed: 4 },
    )
  }, 30_000)
})
