// The loops of shallow and retained sizes: see compute/shallow-sizes.ts and compute/retained-sizes.ts.
import { TARGET_MASK, TYPE_SHIFT, WEAK } from '../../graph/edge-codes.ts'
import {
  ARRAY_TYPE,
  DOMINATORS,
  EDGES,
  EXTERNAL_STRING_NAME,
  EXTERNAL_STRING_TYPE,
  FIRST_EDGE,
  HIDDEN_TYPE,
  NODE_NAMES,
  NODE_TYPES,
  ORDER,
  OWNER_CHANGED_STACK,
  PROXY_NAME,
  RETAINED_SIZES,
  ROOT,
  SELF_SIZES,
  SHALLOW_SIZES,
  SIZE_OWNERS,
  SYNTHETIC_TYPE,
  slot,
} from './slots.ts'
import { addSize, get, getByte, set, setSize } from './words.ts'

const NO_OWNER: number = 0xffffffff
const MANY_OWNERS: number = 0xfffffffe

/** Copies the self sizes of the nodes from `from` to before `to`. Sizes beyond 32 bits are the caller's to add. */
export function copySelfSizes(from: number, to: number): void {
  const selfSizes = slot(SELF_SIZES)
  const sizes = slot(SHALLOW_SIZES)
  for (let node = from; node < to; node++) setSize(sizes, node, get(selfSizes, node))
}

/** Initial owners: NO_OWNER for a node that can be owned, itself for any other. */
export function markOwnable(from: number, to: number): void {
  const owners = slot(SIZE_OWNERS)
  for (let node = from; node < to; node++) set(owners, node, isOwnable(node) ? NO_OWNER : node)
}

function isOwnable(node: number): boolean {
  const type = getByte(slot(NODE_TYPES), node)
  if (type === slot(ARRAY_TYPE)) return true
  if (type === slot(HIDDEN_TYPE)) return get(slot(NODE_NAMES), node) !== slot(PROXY_NAME)
  return type === slot(EXTERNAL_STRING_TYPE) && get(slot(NODE_NAMES), node) === slot(EXTERNAL_STRING_NAME)
}

/**
 * A node owns the ownable nodes that it points to, and those that these point to. The owner of a node changes at most
 * twice, to one owner and then to MANY_OWNERS, so the order of visits does not matter.
 */
export function findOwners(from: number, to: number): void {
  const changed = slot(OWNER_CHANGED_STACK)
  const edges = slot(EDGES)
  const firstEdge = slot(FIRST_EDGE)
  const owners = slot(SIZE_OWNERS)
  for (let start = from; start < to; start++) {
    if (get(owners, start) !== start) continue
    let height: number = 1
    set(changed, 0, start)
    while (height > 0) {
      const node = get(changed, --height)
      const owner = get(owners, node)
      const end = get(firstEdge, node + 1)
      for (let edge = get(firstEdge, node); edge < end; edge++) {
        const word = get(edges, edge)
        const target = word & TARGET_MASK
        const known = get(owners, target)
        if (known === target || known === owner || known === MANY_OWNERS || word >>> TYPE_SHIFT === WEAK) {
          continue
        }
        set(owners, target, known === NO_OWNER ? owner : MANY_OWNERS)
        set(changed, height++, target)
      }
    }
  }
}

/** Moves the size of each owned node to its owner, unless that is the root or synthetic. */
export function moveSizesToOwners(from: number, to: number): void {
  const nodeTypes = slot(NODE_TYPES)
  const owners = slot(SIZE_OWNERS)
  const root = slot(ROOT)
  const sizes = slot(SHALLOW_SIZES)
  for (let node = from; node < to; node++) {
    const owner = get(owners, node)
    if (owner === node || owner >= MANY_OWNERS || owner === root) continue
    if (getByte(nodeTypes, owner) === slot(SYNTHETIC_TYPE)) continue
    addSize(sizes, owner, node)
    setSize(sizes, node, 0)
  }
}

/** Adds the retained size of each node, from index `from` of the order down to after `to`, to that of its dominator. */
export function sumRetainedSizes(from: number, to: number): void {
  const dominators = slot(DOMINATORS)
  const order = slot(ORDER)
  const retained = slot(RETAINED_SIZES)
  for (let index = from; index > to; index--) {
    const node = get(order, index)
    addSize(retained, get(dominators, node), node)
  }
}
