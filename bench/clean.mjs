// Is code that keeps nothing ever accused? Judges each clean step of Node's own APIs (test/fixtures/node-apis), and says which claim
// is not met.
//   node bench/clean.mjs [--only word] [--runs N] [--jobs N] [--runtime path]...
// Exit code 1 when a step is called leaking, or any claim is refuted. `inconclusive` and `failed` are listed.
import { readdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { runScenarios } from '../dist/src/pipeline.js'
import { findRuntimes, printTable, wilson } from './support.mjs'

const { values } = parseArgs({
  options: {
    only: { type: 'string', default: '' },
    runs: { type: 'string', default: '1' },
    jobs: { type: 'string', default: '2' },
    runtime: { type: 'string', multiple: true, default: [] },
  },
})
const folder = fileURLToPath(new URL('../test/fixtures/node-apis/', import.meta.url))
const files = readdirSync(folder)
  .filter(file => file.includes(values.only))
  .map(file => folder + file)
let refuted = 0
for (const runtime of await findRuntimes(values.runtime)) {
  const outcomes = {}
  const rows = []
  let runs = 0
  for (let run = 0; run < Number(values.runs); run++) {
    const { results, unloaded } = await runScenarios(files, {
      plan: { rounds: null, steps: null, timeoutMs: 60_000, heapLimitMb: 512, snapshots: 'never' },
      runtimes: [runtime],
      concurrency: Number(values.jobs),
      choice: {},
      retries: 1,
    })
    for (const { file, problem } of unloaded) rows.push([file, '', 'not loaded', problem])
    for (const { recording, verdict } of results) {
      runs++
      outcomes[verdict.outcome] = (outcomes[verdict.outcome] ?? 0) + 1
      if (verdict.claimMet === true) continue
      if (verdict.claimMet === false) refuted++
      const recovery = verdict.evidence.find(({ kind }) => kind === 'recovery')
      const { slug, variant } = recording.subject
      rows.push([slug, variant, verdict.outcome, JSON.stringify(recovery ?? {})])
    }
  }
  const unmet = rows.length
  const { high } = wilson(unmet, runs)
  console.log(
    `${runtime.version}: ${runs} trials, ${unmet} not met (at most ${(100 * high).toFixed(1)} % at 95 %)`,
  )
  console.log(JSON.stringify(outcomes))
  if (unmet > 0) printTable(['scenario', 'step', 'outcome', 'recovery'], rows)
}
process.exitCode = refuted > 0 ? 1 : 0
