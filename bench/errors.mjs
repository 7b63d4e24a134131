// How often is a leak missed, and how often is clean code called a leak? Counts both over many runs, with confidence
// intervals of the rates.
//   node bench/errors.mjs [--runs N] [--jobs N] [--only name] [--busy K] [--all] [--runtime path]
import { spawn } from 'node:child_process'
import { readdirSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { mapConcurrently } from '../dist/src/run/map-concurrently.js'
import { findRuntimes, fixtures, printTable, quantile, runFile, wilson } from './support.mjs'

/** The usual cases; --all takes every fixture. */
const named = [
  'leaky/sixteen-bytes',
  'leaky/every-tenth-step',
  'leaky/under-warm-up',
  'leaky/unread-transfers',
  'leaky/wasm-memory',
  'clean/allocates-megabytes',
  'clean/first-calls',
  'clean/new-functions',
  'clean/cache-1000',
  'clean/cache-20000',
  'clean/memo',
  'clean/pending-promises-dropped',
  'clean/timers-cleared',
  'clean/modules-late',
]

const { values } = parseArgs({
  options: {
    runs: { type: 'string', default: '100' },
    jobs: { type: 'string', default: '1' },
    only: { type: 'string' },
    busy: { type: 'string', default: '0' },
    all: { type: 'boolean', default: false },
    runtime: { type: 'string', multiple: true, default: [] },
  },
})
const runs = Number(values.runs)
const every = ['leaky', 'clean'].flatMap(kind =>
  readdirSync(`${fixtures}${kind}`).map(file => `${kind}/${file.replace(/\.mjs$/, '')}`),
)
const cases = (values.all || values.only !== undefined ? every : named).filter(
  name => values.only === undefined || name.includes(values.only),
)

const busy = Array.from({ length: Number(values.busy) }, () =>
  spawn(process.execPath, ['-e', 'for (;;) Math.sqrt(2)'], { stdio: 'ignore' }),
)
process.once('exit', () => {
  for (const child of busy) child.kill('SIGKILL')
})
for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => process.exit(1))

let errorCount = 0
for (const runtime of await findRuntimes(values.runtime)) {
  console.log(`Node ${runtime.version}, ${runs} runs each, ${busy.length} busy loops beside them`)
  const rows = []
  const totals = { leaky: [0, 0], clean: [0, 0] }
  for (const name of cases) {
    const kind = name.split('/')[0]
    const outcomes = {}
    const times = []
    await mapConcurrently(new Array(runs).fill(`${fixtures}${name}.mjs`), Number(values.jobs), async file => {
      const [{ recording, verdict }] = await runFile(file, runtime)
      outcomes[verdict.outcome] = (outcomes[verdict.outcome] ?? 0) + 1
      times.push(recording.durationMs)
    })
    const right =
      kind === 'leaky' ? (outcomes.leaking ?? 0) : (outcomes.collected ?? 0) + (outcomes.plateau ?? 0)
    totals[kind][0] += runs - right
    totals[kind][1] += runs
    rows.push([
      name,
      runs - right,
      interval(runs - right, runs),
      seconds(quantile(times, 0.5)),
      seconds(quantile(times, 0.95)),
      Object.entries(outcomes)
        .map(([outcome, count]) => `${outcome} ${count}`)
        .join(', '),
    ])
  }
  printTable(['case', 'wrong', '95 % interval', 'median s', 'p95 s', 'verdicts'], rows)
  for (const [kind, word] of [
    ['leaky', 'leaks missed'],
    ['clean', 'clean code not called clean'],
  ]) {
    const [wrong, of] = totals[kind]
    if (of > 0) console.log(`${word}: ${wrong} of ${of}, ${interval(wrong, of)}`)
    errorCount += wrong
  }
  console.log()
}
for (const child of busy) child.kill('SIGKILL')
process.exitCode = errorCount > 0 ? 1 : 0

function interval(hits, of) {
  const { low, high } = wilson(hits, of)
  return `${(low * 100).toFixed(1)}–${(high * 100).toFixed(1)} %`
}

function seconds(ms) {
  return (ms / 1000).toFixed(2)
}
