import { TARGET_MASK, TYPE_SHIFT, WEAK } from '../../graph/edge-codes.ts'
import {
  ARRAY_TYPE,
  at,
  CHANGED,
  DOMINATORS,
  EDGES,
  FIRST_EDGE,
  HIDDEN_TYPE,
  NATIVE_NAME,
  NATIVE_TYPE,
  NODE_NAMES,
  NODE_TYPES,
  ORDER,
  OWNERS,
  RETAINED,
  ROOT,
  SELF_SIZES,
  SIZES,
  SYNTHETIC_TYPE,
} from './slots.ts'
import { addSize, get, getByte, set, setSize } from './words.ts'

// Shallow and retained sizes: see ../shallow-sizes.ts and ../retained-sizes.ts.

const UNVISITED: number = 0xffffffff
const SHARED: number = 0xfffffffe

/** Self sizes, as far as a word tells them. */
export function takeSelfSizes(from: number, to: number): void {
  const selfSizes = at(SELF_SIZES)
  const sizes = at(SIZES)
  for (let node = from; node < to; node++) setSize(sizes, node, get(selfSizes, node))
}

/** Owners: UNVISITED for what one may own, itself for all else. */
export function markOwnable(from: number, to: number): void {
  const owners = at(OWNERS)
  for (let node = from; node < to; node++) set(owners, node, isOwnable(node) ? UNVISITED : node)
}

function isOwnable(node: number): boolean {
  const type = getByte(at(NODE_TYPES), node)
  if (type === at(HIDDEN_TYPE) || type === at(ARRAY_TYPE)) return true
  return type === at(NATIVE_TYPE) && get(at(NODE_NAMES), node) === at(NATIVE_NAME)
}

/**
 * A node owns what it points to, and what that points to. An ownable node changes at most twice, to one owner and to many,
 * so the order of visits does not matter.
 */
export function findOwners(from: number, to: number): void {
  const changed = at(CHANGED)
  const edges = at(EDGES)
  const firstEdge = at(FIRST_EDGE)
  const owners = at(OWNERS)
  for (let start = from; start < to; start++) {
    if (get(owners, start) !== start) continue
    let count: number = 1
    set(changed, 0, start)
    while (count > 0) {
      const node = get(changed, --count)
      const owner = get(owners, node)
      const end = get(firstEdge, node + 1)
      for (let edge = get(firstEdge, node); edge < end; edge++) {
        const word = get(edges, edge)
        const target = word & TARGET_MASK
        const known = get(owners, target)
        if (known === target || known === owner || known === SHARED || word >>> TYPE_SHIFT === WEAK) continue
        set(owners, target, known === UNVISITED ? owner : SHARED)
        set(changed, count++, target)
      }
    }
  }
}

/** What has an owner counts for that. */
export function giveToOwners(from: number, to: number): void {
  const nodeTypes = at(NODE_TYPES)
  const owners = at(OWNERS)
  const root = at(ROOT)
  const sizes = at(SIZES)
  for (let node = from; node < to; node++) {
    const owner = get(owners, node)
    if (owner === node || owner >= SHARED || owner === root) continue
    if (getByte(nodeTypes, owner) === at(SYNTHETIC_TYPE)) continue
    addSize(sizes, owner, node)
    setSize(sizes, node, 0)
  }
}

/** Adds what nodes retain, from place `from` in the order down to after `to`, to what retains them. */
export function sumUp(from: number, to: number): void {
  const dominators = at(DOMINATORS)
  const order = at(ORDER)
  const retained = at(RETAINED)
  for (let place = from; place > to; place--) {
    const node = get(order, place)
    addSize(retained, get(dominators, node), node)
  }
}
