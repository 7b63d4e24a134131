// How long does the browser of a heap take to answer a key? Every kind of key on a large snapshot, and on its objects with the most
// references, the most retainers and the longest path: from the key to the frame that is written.
//
//   npm run bench:explore                        a snapshot of syntax trees (some 300 MB)
//   npm run bench:explore -- --kind gigabyte     another kind of heap: see bench/heap/heaps.mjs
//   npm run bench:explore -- a.heapsnapshot
//
// Exit code 1 when a key takes longer than 50 ms. On a machine that does other work too, an answer may wait for a processor: the limit
// is for the smaller one of wall and CPU time. The longest wall time is printed too.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { analyzeSnapshot } from '../dist/src/heap/index.js'
import { prepareCut } from '../dist/src/report/terminal/cut.js'
import { createHeapExplorer } from '../dist/src/retention/heap-explorer.js'
import { openPlace } from '../dist/src/stage/explore/places.js'
import { createScreen } from '../dist/src/stage/screen.js'
import { openStageToExplore, reduceStage } from '../dist/src/stage/state.js'
import { renderStage } from '../dist/src/stage/views/stage.js'
import { findPeers } from './heap/peers.mjs'
import { printTable } from './support.mjs'

const mostMs = 50
const size = { columns: 140, rows: 45 }
const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: { kind: { type: 'string', default: 'trees' } },
})

const folder = mkdtempSync(join(tmpdir(), 'leaklab-bench-'))
try {
  await measure(positionals[0] ?? makeSnapshot(values.kind))
} finally {
  rmSync(folder, { recursive: true })
}

function makeSnapshot(kind) {
  const file = join(folder, `${kind}.heapsnapshot`)
  const make = fileURLToPath(new URL('heap/make.mjs', import.meta.url))
  const args = ['--max-old-space-size=12000', make, kind, '1', file, findPeers()]
  const { status, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' })
  if (status !== 0) throw new Error(`no snapshot was made: ${stderr}`)
  return file
}

async function measure(file) {
  let before = performance.now()
  const since = () => {
    const now = performance.now()
    const seconds = (now - before) / 1000
    before = now
    return seconds.toFixed(1)
  }
  const analysis = await analyzeSnapshot(file)
  const read = since()
  const phases = []
  const explorer = createHeapExplorer(analysis, phase => phases.push(phase, since()))
  const [index, paths] = [phases[3], since()]
  const { edgeCount, nodeCount } = analysis.graph
  console.log(
    `${(statSync(file).size / 1e6).toFixed(0)} MB, ${nodeCount} nodes, ${edgeCount} edges: read in ${read} s, indexed in ${index} s, paths in ${paths} s, ` +
      `peak ${Math.round(process.resourceUsage().maxRSS / 1024)} MB`,
  )
  const answers = pressKeys(explorer, findExtremes(analysis, explorer))
  printTable(
    ['key', 'times', 'median', 'longest', 'where'],
    [...answers].map(([key, all]) => {
      const sorted = all.toSorted((a, b) => a.ms - b.ms)
      const longest = sorted.at(-1)
      const median = sorted[sorted.length >> 1]
      return [
        key,
        String(all.length),
        `${median.ms.toFixed(1)} ms`,
        `${longest.ms.toFixed(1)} ms`,
        longest.where,
      ]
    }),
  )
  const all = [...answers.values()].flat()
  const longest = Math.max(...all.map(({ ms }) => ms))
  const longestWall = Math.max(...all.map(({ wallMs }) => wallMs))
  console.log(
    `longest answer: ${longest.toFixed(1)} ms, by the clock ${longestWall.toFixed(1)} ms; limit ${mostMs} ms`,
  )
  process.exitCode = longest > mostMs ? 1 : 0
}

/** The objects that take longest: most references, most retainers, longest path. */
function findExtremes({ graph }, explorer) {
  const retainers = new Uint32Array(graph.nodeCount)
  for (let edge = 0; edge < graph.edgeCount; edge++) retainers[graph.edgeTarget(edge)]++
  const most = measureOf => {
    let best = 0
    for (let node = 1; node < graph.nodeCount; node++) if (measureOf(node) > measureOf(best)) best = node
    return best
  }
  const sampled = Array.from({ length: 500 }, (_, at) => Math.floor((at * graph.nodeCount) / 500))
  const lengthOf = node => {
    const steps = explorer.findPath(node)?.steps ?? []
    return steps.reduce((sum, row) => sum + ('omitted' in row ? row.omitted : row.step.times), 0)
  }
  return {
    'most references': most(node => graph.firstEdge[node + 1] - graph.firstEdge[node]),
    'most retainers': most(node => retainers[node]),
    'longest path': sampled.reduce((best, node) => (lengthOf(node) > lengthOf(best) ? node : best)),
    'the root': graph.rootOrdinal,
  }
}

/** Milliseconds of a call: by the clock, and the smaller one of that and of CPU time. */
function time(call) {
  const [began, used] = [performance.now(), process.cpuUsage()]
  call()
  const { system, user } = process.cpuUsage(used)
  const wallMs = performance.now() - began
  return { wallMs, ms: Math.min(wallMs, (system + user) / 1000) }
}

/** @returns for each key what each answer took, and where */
function pressKeys(explorer, extremes) {
  const answers = new Map()
  const screen = createScreen({ ...size, write: text => text.length }, undefined, undefined, 0)
  screen.enter()
  // As the command does.
  prepareCut()
  let state = openStageToExplore(size, explorer, 'bench.heapsnapshot')
  let place = ''
  const press = (...keys) => {
    for (const key of keys) {
      const from = state.scene.explore.here.place.kind
      const times = time(() => {
        state = reduceStage(state, { type: 'key', key }).state
        screen.draw(renderStage(state, { color: true, unicode: true }))
      })
      const kind = /^[a-z]$/.test(key) && state.scene.explore.here.place.isTyping ? 'a letter' : key
      answers.set(kind, [...(answers.get(kind) ?? []), { ...times, where: `${from} ${place}`.trim() }])
    }
  }
  const walkObject = () => {
    press(
      'end',
      'home',
      'down',
      'pagedown',
      'k',
      'j',
      'tab',
      'end',
      'pageup',
      'y',
      'r',
      'p',
      'end',
      'enter',
      'p',
    )
    press('b', 'backspace', 'left', 'enter', 'tab', 'enter', 'p', 'backspace', 'backspace', 'backspace')
  }
  press('end', 'home', '/', ...'object', 'backspace', 'enter', 'escape', '?', '?')
  const { classes } = explorer.summary
  for (let at = 0; at < Math.min(40, classes.length); at++) {
    place = classes[at].name
    press(
      'end',
      'pageup',
      'pagedown',
      'home',
      ...Array(at).fill('down'),
      'enter',
      'end',
      'home',
      'p',
      'b',
      'enter',
    )
    walkObject()
    press('backspace', 'backspace', 'backspace')
  }
  const start = state
  for (const [name, ordinal] of Object.entries(extremes)) {
    place = name
    for (const side of ['references', 'retainers']) {
      const times = time(() => {
        const here = openPlace(explorer, {
          kind: 'object',
          ordinal,
          side,
          selectedOf: { references: 0, retainers: 0 },
        })
        state = { ...start, scene: { kind: 'explore', explore: { ...start.scene.explore, here } } }
        screen.draw(renderStage(state, { color: true, unicode: true }))
      })
      answers.get('enter').push({ ...times, where: name })
      walkObject()
    }
  }
  screen.leave()
  return answers
}
