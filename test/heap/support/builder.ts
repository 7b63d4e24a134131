// Builds small heaps and writes them as V8 would: there are no binary fixtures, each test shows its graph.

import type { HeapGraph } from '../../../src/heap/graph/heap-graph.ts'
import { readSnapshot } from '../../../src/heap/open/read-snapshot.ts'

const NODE_TYPES = [
  'hidden',
  'array',
  'string',
  'object',
  'code',
  'closure',
  'regexp',
  'number',
  'native',
  'synthetic',
  'concatenated string',
  'sliced string',
  'symbol',
  'bigint',
  'object shape',
]
const EDGE_TYPES = ['context', 'element', 'property', 'internal', 'hidden', 'shortcut', 'weak']

export type DrawnEdgeType = 'context' | 'element' | 'property' | 'internal' | 'hidden' | 'shortcut' | 'weak'

export interface DrawnEdge {
  type: DrawnEdgeType
  name: string | number
  to: DrawnNode
}

export interface DrawnNode {
  ordinal: number
  id: number
  type: string
  name: string
  size: number
  detachedness: number
  edges: DrawnEdge[]
}

export interface WriteOptions {
  /** Order of the fields: readers have to take offsets from `meta`. */
  nodeFields?: string[]
  edgeFields?: string[]
  /** Order of the edge types, which gives them their codes. */
  edgeTypes?: string[]
  indent?: number
}

/** A heap under construction. It starts with a root, and a global object to which the root has a shortcut. */
export class Drawing {
  readonly nodes: DrawnNode[] = []
  readonly root: DrawnNode
  readonly global: DrawnNode
  /** Lines and columns start at zero. */
  readonly locations: { node: DrawnNode; script: number; line: number; column: number }[]

  constructor() {
    this.root = this.node('synthetic', '', 0)
    this.global = this.node('object', 'global', 8)
    this.edge(this.root, 'shortcut', 'global', this.global)
    this.locations = [{ node: this.global, script: 7, line: 11, column: 3 }]
  }

  node(type: string, name: string, size: number): DrawnNode {
    const ordinal = this.nodes.length
    const node = { ordinal, id: ordinal * 2 + 1, type, name, size, detachedness: 0, edges: [] }
    this.nodes.push(node)
    return node
  }

  object(name: string, size = 16): DrawnNode {
    return this.node('object', name, size)
  }

  edge(from: DrawnNode, type: DrawnEdgeType, name: string | number, to: DrawnNode): void {
    from.edges.push({ type, name, to })
  }

  property(from: DrawnNode, name: string, to: DrawnNode): void {
    this.edge(from, 'property', name, to)
  }

  /** A chain of property edges, each named like its target. */
  chain(...nodes: DrawnNode[]): void {
    for (let at = 1; at < nodes.length; at++) this.property(nodes[at - 1]!, nodes[at]!.name, nodes[at]!)
  }

  /** An entry of a WeakMap: V8 writes an edge from the key and one from the table; their names differ in the first number. */
  ephemeron(table: DrawnNode, key: DrawnNode, value: DrawnNode): void {
    const nameFrom = (from: DrawnNode) =>
      `${from.edges.length + 1} / part of key (${key.name} @${key.id}) -> value (${value.name} @${value.id})` +
      ` pair in WeakMap (table @${table.id})`
    this.edge(key, 'internal', nameFrom(key), value)
    this.edge(table, 'internal', nameFrom(table), value)
  }

  toJSON(options: WriteOptions = {}): Record<string, unknown> {
    const nodeFields = options.nodeFields ?? ['type', 'name', 'id', 'self_size', 'edge_count', 'detachedness']
    const edgeFields = options.edgeFields ?? ['type', 'name_or_index', 'to_node']
    const edgeTypes = options.edgeTypes ?? EDGE_TYPES
    const strings: string[] = ['<dummy>']
    const indexes = new Map<string, number>()
    const stringIndex = (text: string): number => {
      if (!indexes.has(text)) indexes.set(text, strings.push(text) - 1)
      return indexes.get(text)!
    }
    const nodes = this.nodes.flatMap(node => {
      const row: Record<string, number> = {
        type: NODE_TYPES.indexOf(node.type),
        name: stringIndex(node.name),
        id: node.id,
        self_size: node.size,
        edge_count: node.edges.length,
        detachedness: node.detachedness,
      }
      return nodeFields.map(field => row[field] ?? 0)
    })
    const edges = this.nodes.flatMap(node =>
      node.edges.flatMap(edge => {
        const row: Record<string, number> = {
          type: edgeTypes.indexOf(edge.type),
          name_or_index: typeof edge.name === 'number' ? edge.name : stringIndex(edge.name),
          to_node: edge.to.ordinal * nodeFields.length,
        }
        return edgeFields.map(field => row[field] ?? 0)
      }),
    )
    const typesAt = (fields: string[], types: string[]) =>
      fields.map(field => (field === 'type' ? types : 'number'))
    return {
      snapshot: {
        meta: {
          node_fields: nodeFields,
          node_types: typesAt(nodeFields, NODE_TYPES),
          edge_fields: edgeFields,
          edge_types: typesAt(edgeFields, edgeTypes),
          location_fields: ['object_index', 'script_id', 'line', 'column'],
        },
        node_count: this.nodes.length,
        edge_count: edges.length / edgeFields.length,
      },
      nodes,
      edges,
      trace_function_infos: [],
      trace_tree: [],
      samples: [],
      locations: this.locations.flatMap(({ node, script, line, column }) => [
        node.ordinal * nodeFields.length,
        script,
        line,
        column,
      ]),
      strings,
    }
  }

  bytes(options: WriteOptions = {}): Uint8Array {
    return new TextEncoder().encode(JSON.stringify(this.toJSON(options), undefined, options.indent))
  }

  graph(): Promise<HeapGraph> {
    return readSnapshot(this.bytes())
  }
}

/** A small heap with every kind of node and edge. */
export function drawSample(): Drawing {
  const heap = new Drawing()
  const cache = heap.object('Map')
  const table = heap.node('array', '', 40)
  heap.chain(heap.global, cache)
  heap.edge(cache, 'internal', 'table', table)
  for (let index = 0; index < 6; index++) {
    const session = heap.object('Session')
    heap.edge(table, 'internal', String(index), session)
    heap.edge(session, 'element', index, heap.node('string', `text ${index} "é\\`, 24))
  }
  heap.ephemeron(table, cache, heap.object('Value'))
  return heap
}

/** Types, names, ids, sizes and edges of all nodes, for comparison. */
export function describeGraph(graph: HeapGraph): unknown {
  return Array.from({ length: graph.nodeCount }, (_, node) => {
    const edges = []
    for (let edge = graph.firstEdge[node]!; edge < graph.firstEdge[node + 1]!; edge++) {
      edges.push([graph.edgeType(edge), graph.edgeName(edge), graph.edgeTarget(edge)])
    }
    return [graph.type(node), graph.name(node), graph.id(node), graph.selfSize(node), edges]
  })
}
