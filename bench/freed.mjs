// Are retained sizes what would be freed? Removes nodes of a snapshot, one at a time, and sums what is no longer reached.
//   node bench/freed.mjs [--nodes N] [--seed N] [--runtime path ...]     snapshots of a process with caches, listeners and WeakMaps
//   node bench/freed.mjs [--nodes N] [--seed N] some.heapsnapshot ...
// Exit code 1 when a size differs. A value of a WeakMap needs its table as well as its key: what would be freed with a node then is its freed
// size, which is compared as well; for how many nodes it is more than the retained size is printed.
import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { analyzeSnapshot, computeFreedSize } from '../dist/src/heap/index.js'
import { findRuntimes } from './support.mjs'

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: {
    nodes: { type: 'string', default: '1000' },
    seed: { type: 'string', default: '1' },
    runtime: { type: 'string', multiple: true, default: [] },
  },
})

const program = `
const kept = (globalThis.kept = { byId: new Map(), byName: new Map(), notes: new WeakMap(), target: new EventTarget() })
for (let at = 0; at < 500; at++) {
  const user = { at, name: 'user ' + at, rows: new Array(20).fill(at) }
  kept.byId.set(at, user)
  if (at % 2 === 0) kept.byName.set(user.name, user)
  kept.notes.set(user, { user, text: ['a', at] })
  kept.notes.set(kept.notes.get(user), [user])
  const controller = new AbortController()
  kept.target.addEventListener('change', () => user.at, { signal: controller.signal })
  setTimeout(() => user, 1e6).unref()
}
require('node:v8').writeHeapSnapshot(process.argv[1])
process.exit()`

async function checkAll() {
  for (const file of positionals) await check(file, file)
  if (positionals.length > 0) return
  const folder = mkdtempSync(join(tmpdir(), 'leaklab-freed-'))
  try {
    for (const runtime of await findRuntimes(values.runtime)) {
      const file = join(folder, `${runtime.version}.heapsnapshot`)
      execFileSync(runtime.path, ['-e', program, file])
      await check(file, `Node ${runtime.version}`)
    }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

async function check(file, label) {
  const analysis = await analyzeSnapshot(file)
  const { dominators, graph, retainedSizes, shallowSizes } = analysis
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
      // V8's table of strings is weak.
      if (graph.type(node) === 'synthetic' && graph.name(node, 30) === '(Internalized strings)') continue
      for (let edge = firstEdge[node]; edge < firstEdge[node + 1]; edge++) {
        const target = graph.edgeTarget(edge)
        const type = graph.edgeType(edge)
        targets[edge] = target
        if (type === 'weak' || target === node || (type === 'shortcut' && node !== rootOrdinal)) continue
        if (type !== 'ephemeron') {
          kinds[edge] = 1
          continue
        }
        // The number in front differs between the two halves of an entry.
        const name = String(graph.edgeName(edge)).replace(/^\d+ /, '')
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

  const whole = reach(-1, false)
  const reachable = Array.from({ length: nodeCount }, (_, node) => node).filter(
    node => seen[node] === turn && node !== rootOrdinal,
  )
  const wholeWithTables = reach(-1, true)
  const wanted = Math.min(Number(values.nodes), reachable.length)
  // First the WeakMaps, which random nodes seldom are: what has a table of values, and the nodes above it.
  const isOfWeakMap = new Uint8Array(nodeCount)
  for (let node = 0; node < nodeCount; node++) {
    for (let edge = firstEdge[node]; edge < firstEdge[node + 1]; edge++) {
      if (kinds[edge] !== 3) continue
      for (let above = node; above !== rootOrdinal; above = dominators[above]) isOfWeakMap[above] = 1
      break
    }
  }
  const ofWeakMaps = reachable.filter(node => isOfWeakMap[node] === 1)
  reachable.sort((a, b) => isOfWeakMap[b] - isOfWeakMap[a])
  let different = 0
  let largerWithTables = 0
  for (let at = 0; at < wanted; at++) {
    const last = at < ofWeakMaps.length ? ofWeakMaps.length : reachable.length
    const chosen = at + Math.floor(random() * (last - at))
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
    const freedWithTables = wholeWithTables - reach(node, true)
    if (freedWithTables !== freed) largerWithTables++
    const said = computeFreedSize(analysis, node)
    if (freedWithTables !== said) {
      different++
      console.log(`${graph.name(node, 60)} @${graph.id(node)}: freed size ${said}, freed ${freedWithTables}`)
    }
  }
  console.log(
    `${label}: ${wanted} nodes of ${nodeCount}: ${different} retained or freed sizes differ from what is freed`,
  )
  console.log(`${largerWithTables} would free more, because values of a WeakMap need its table too`)
  if (different > 0) process.exitCode = 1
}

let state = Number(values.seed) >>> 0
function random() {
  state = (Math.imul(state, 1664525) + 1013904223) >>> 0
  return state / 2 ** 32
}

await checkAll()
