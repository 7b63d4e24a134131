// How exact are the reported bytes per step? Compares leaks of known size, with and without watched objects, with V8's own
// numbers, measured without leaklab. `node bench/accuracy.mjs [--runtime path]…`; exit code 1 when an error is over its limit.
import { execFileSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { findRuntimes, printTable, runFile } from './support.mjs'

const scenario = fileURLToPath(new URL('accuracy/scenario.mjs', import.meta.url))
const truthProgram = fileURLToPath(new URL('accuracy/truth.mjs', import.meta.url))

const { values } = parseArgs({ options: { runtime: { type: 'string', multiple: true, default: [] } } })
let outside = 0
for (const runtime of await findRuntimes(values.runtime)) {
  console.log(`Node ${runtime.version}`)
  const part = runtime.version.startsWith('v20.') ? 0.05 : 0.01
  const truths = new Map()
  const rows = []
  for (const { recording, verdict } of await runFile(scenario, runtime)) {
    const { variant } = recording.subject
    const name = variant.replace(', watched', '')
    if (!truths.has(name)) truths.set(name, measureTruth(runtime, name))
    const truth = truths.get(name)
    const reported = series =>
      verdict.evidence.find(piece => piece.series === series)?.bytesPerStep ?? Number.NaN
    const measured = reported('heap') + reported('external')
    const wanted = truth.heap + truth.native
    const error = measured - wanted
    // For small leaks the limit is one byte, since a part of so few bytes would be less.
    const limit = wanted < 100 && part < 0.05 ? 1 : wanted * part
    const good = verdict.outcome === 'leaking' && Math.abs(error) <= limit
    if (!good) outside++
    rows.push([
      variant,
      verdict.outcome,
      wanted.toFixed(2),
      measured.toFixed(2),
      error.toFixed(2),
      `${((error / wanted) * 100).toFixed(3)} %`,
      good ? 'within' : 'OUTSIDE',
    ])
  }
  printTable(['a step leaks', 'verdict', 'true bytes', 'reported', 'error', 'error', 'limit'], rows)
  console.log()
}
process.exitCode = outside > 0 ? 1 : 0

function measureTruth(runtime, name) {
  return JSON.parse(execFileSync(runtime.path, ['--expose-gc', truthProgram, name], { encoding: 'utf8' }))
}
