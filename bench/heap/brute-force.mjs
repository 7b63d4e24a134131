// Are retained sizes what would be freed? Removes nodes of a snapshot, one at a time, and sums what is no longer reached.
//   node bench/heap/brute-force.mjs <file> [--nodes N] [--seed N]
// Exit code 1 when a size differs. Where a value of a WeakMap needs its table as well as its key, sizes may be larger: it is counted
// for how many nodes, and not an error.
import { parseArgs } from 'node:util'
import { analyzeSnapshot } from '../../dist/src/heap/index.js'

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: {
    nodes: { type: 'string', default: '1000' },
    seed: { type: 'string', default: '1' },
  },
})
const { graph, retainedSizes, shallowSizes } = await analyzeSnapshot(positionals[0])
const { edgeCount, firstEdge, nodeCount, rootOrdinal } = graph

/** 0: retains nothing; 1: retains; 2 and 3: the halves of an entry in a WeakMap, from the key and from the table. */
const kinds = new Uint8Array(edgeCount)
/** By edge: the entry that it is a half of. */
const entries = new Uint32Array(edgeCount)
const targets = new Uint32Array(edgeCount)
let entryCount = 0
{
  const numbers = new Map()
  for (let node = 0; node < nodeCount; node++) {
    for (let edge = firstEdge[node]; edge < firstEdge[node + 1]; edge++) {
      const target = graph.edgeTarget(edge)
      const type = graph.edgeType(edge)
      targets[edge] = target
      if (type === 'weak' || target === node || (type === 'shortcut' && node !== rootOrdinal)) continue
      if (type !== 'ephemeron') {
        kinds[edge] = 1
        continue
      }
      const name = String(graph.edgeName(edge))
      if (!numbers.has(name)) numbers.set(name, entryCount++)
      entries[edge] = numbers.get(name)
      kinds[edge] = name.endsWith(`(table @${graph.id(node)})`) ? 3 : 2
    }
  }
}
const seen = new Uint32Array(nodeCount)
const halves = new Uint32Array(entryCount)
const queue = new Uint32Array(nodeCount)
let turn = 0

/** Marks what the root reaches without a node, and returns the sum of its sizes. */
function reach(without, needsTable) {
  turn++
  let count = 0
  let sum = 0
  const visit = node => {
    if (node === without || seen[node] === turn) return
    seen[node] = turn
    queue[count++] = node
    sum += shallowSizes[node]
  }
  visit(rootOrdinal)
  for (let at = 0; at < count; at++) {
    const node = queue[at]
    for (let edge = firstEdge[node]; edge < firstEdge[node + 1]; edge++) {
      const kind = kinds[edge]
      if (kind === 1 || (kind === 2 && !needsTable)) visit(targets[edge])
      else if (kind >= 2 && needsTable) {
        const entry = entries[edge]
        // The other half was met, and not this one twice.
        if (halves[entry] === 2 * turn + (kind === 2 ? 1 : 0)) visit(targets[edge])
        else halves[entry] = 2 * turn + (kind === 2 ? 0 : 1)
      }
    }
  }
  return sum
}

let state = Number(values.seed) >>> 0
function random() {
  state = (Math.imul(state, 1664525) + 1013904223) >>> 0
  return state / 2 ** 32
}

const whole = reach(-1, false)
const reachable = Array.from({ length: nodeCount }, (_, node) => node).filter(
  node => seen[node] === turn && node !== rootOrdinal,
)
const wholeWithTables = reach(-1, true)
const wanted = Math.min(Number(values.nodes), reachable.length)
let different = 0
let largerWithTables = 0
for (let at = 0; at < wanted; at++) {
  const chosen = at + Math.floor(random() * (reachable.length - at))
  const node = reachable[chosen]
  reachable[chosen] = reachable[at]
  reachable[at] = node
  const freed = whole - reach(node, false)
  if (freed !== retainedSizes[node]) {
    different++
    console.log(
      `${graph.type(node)} ${graph.name(node, 60)} @${graph.id(node)}: ${retainedSizes[node]}, freed ${freed}`,
    )
  }
  if (wholeWithTables - reach(node, true) !== freed) largerWithTables++
}
console.log(`${wanted} nodes of ${nodeCount}: ${different} retained sizes differ from what is freed`)
console.log(`${largerWithTables} would free more, because values of a WeakMap need its table too`)
process.exitCode = different > 0 ? 1 : 0
