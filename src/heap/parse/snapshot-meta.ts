// What does the "snapshot" object at the head of a snapshot say of its rows: how many, and which field is where?
import { EDGE_TYPES, HIDDEN, TARGET_MASK, UNKNOWN_TYPE } from '../graph/edge-types.ts'
import { SnapshotError } from '../graph/snapshot-error.ts'

/** The counts of the snapshot, and the index of each field in a row, or -1 for an optional field that this snapshot lacks. */
export interface SnapshotLayout {
  nodeCount: number
  edgeCount: number
  rootOrdinal: number
  nodeFields: number
  nodeType: number
  nodeName: number
  nodeId: number
  nodeSelfSize: number
  nodeEdgeCount: number
  nodeDetachedness: number
  nodeTypeNames: string[]
  edgeFields: number
  edgeType: number
  edgeName: number
  edgeTo: number
  /** By the snapshot's code of an edge type: leaklab's code, or UNKNOWN_TYPE if the snapshot has no such type. 256 entries. */
  edgeTypeCodes: Uint8Array
  locationFields: number
  locationObject: number
  locationScript: number
  locationLine: number
  locationColumn: number
}

const MAX_EDGES = 0xfffffffe

/**
 * Parses the `snapshot` object.
 * Throws SnapshotError `malformed`, `meta`, `range` or `too-large`.
 * Field names: V8 `HeapSnapshotJSONSerializer::SerializeSnapshot` (src/profiler/heap-snapshot-generator.cc).
 */
export function parseSnapshotMeta(json: string): SnapshotLayout {
  let header: unknown
  try {
    header = JSON.parse(json)
  } catch (cause) {
    throw new SnapshotError('malformed', 'The "snapshot" object at the head is not valid JSON.', { cause })
  }
  const snapshot = record(header, 'snapshot')
  const meta = record(snapshot.meta, 'snapshot.meta')
  const nodeNames = names(meta.node_fields, 'meta.node_fields')
  const edgeNames = names(meta.edge_fields, 'meta.edge_fields')
  const locationNames =
    meta.location_fields === undefined ? [] : names(meta.location_fields, 'meta.location_fields')
  const nodeType = offset(nodeNames, 'type', 'node_fields')
  const edgeType = offset(edgeNames, 'type', 'edge_fields')
  const nodeFields = nodeNames.length
  const nodeCount = count(snapshot.node_count, 'node_count', TARGET_MASK)
  const rootIndex = snapshot.root_index === undefined ? 0 : snapshot.root_index
  if (nodeCount === 0) throw new SnapshotError('range', 'The snapshot holds no nodes, not even a root.')
  const rootOrdinal = count(rootIndex, 'root_index', Number.MAX_SAFE_INTEGER) / nodeFields
  if (!Number.isInteger(rootOrdinal) || rootOrdinal >= nodeCount) {
    throw new SnapshotError('range', `root_index ${rootIndex} is not the index of a node.`)
  }
  return {
    nodeCount,
    edgeCount: count(snapshot.edge_count, 'edge_count', MAX_EDGES),
    rootOrdinal,
    nodeFields,
    nodeType,
    nodeName: offset(nodeNames, 'name', 'node_fields'),
    nodeId: offset(nodeNames, 'id', 'node_fields'),
    nodeSelfSize: offset(nodeNames, 'self_size', 'node_fields'),
    nodeEdgeCount: offset(nodeNames, 'edge_count', 'node_fields'),
    nodeDetachedness: nodeNames.indexOf('detachedness'),
    nodeTypeNames: typeNames(meta.node_types, nodeType, 'node_types'),
    edgeFields: edgeNames.length,
    edgeType,
    edgeName: offset(edgeNames, 'name_or_index', 'edge_fields'),
    edgeTo: offset(edgeNames, 'to_node', 'edge_fields'),
    edgeTypeCodes: edgeTypeCodes(typeNames(meta.edge_types, edgeType, 'edge_types')),
    locationFields: locationNames.length,
    locationObject: locationNames.indexOf('object_index'),
    locationScript: locationNames.indexOf('script_id'),
    locationLine: locationNames.indexOf('line'),
    locationColumn: locationNames.indexOf('column'),
  }
}

function edgeTypeCodes(types: string[]): Uint8Array {
  const codes = new Uint8Array(256).fill(UNKNOWN_TYPE)
  for (const [code, type] of types.entries()) {
    const ours = EDGE_TYPES.indexOf(type as (typeof EDGE_TYPES)[number])
    // A type that V8 adds in the future: we assume that it retains, and that it has a number, because it may not name a string.
    codes[code] = ours === -1 ? HIDDEN : ours
  }
  return codes
}

function record(value: unknown, what: string): Record<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new SnapshotError('meta', `"${what}" is missing: is this a V8 heap snapshot?`)
  }
  return value as Record<string, unknown>
}

function names(value: unknown, what: string): string[] {
  const valid = Array.isArray(value) && value.length < 32 && value.every(name => typeof name === 'string')
  if (!valid) throw new SnapshotError('meta', `"${what}" is not a list of field names.`)
  return value as string[]
}

function typeNames(value: unknown, at: number, what: string): string[] {
  const types: unknown = Array.isArray(value) ? value[at] : undefined
  const valid = Array.isArray(types) && types.length < 256 && types.every(type => typeof type === 'string')
  if (!valid) throw new SnapshotError('meta', `"meta.${what}" has no list of type names.`)
  return types as string[]
}

function offset(fields: string[], field: string, what: string): number {
  const at = fields.indexOf(field)
  if (at === -1) throw new SnapshotError('meta', `"meta.${what}" has no field "${field}".`)
  return at
}

function count(value: unknown, what: string, limit: number): number {
  if (typeof value !== 'number' || !Number.isSafeInteger(value) || value < 0) {
    throw new SnapshotError('meta', `"${what}" is not a count: ${JSON.stringify(value)}.`)
  }
  if (value > limit) {
    throw new SnapshotError('too-large', `"${what}" is ${value}; at most ${limit} can be held.`)
  }
  return value
}
