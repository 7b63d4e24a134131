// Records what the twins of the scenarios do in CPython, for `leaklab compare` on a machine without python3.
//   node .ci/record-twins.mjs [python3]
import { writeFileSync } from 'node:fs'
import { listBuiltin } from '../dist/src/catalog/builtin.js'
import { recordedTwinsFile } from '../dist/src/catalog/recorded-twins.js'
import { findTwin } from '../dist/src/catalog/twin.js'
import { makePlan } from '../dist/src/model/plan.js'
import { compareScenarios } from '../dist/src/run/compare.js'
import { chooseRuntime } from '../dist/src/runtimes/choose-runtime.js'

const python = await chooseRuntime(process.argv[2] ?? 'python3', 'the first argument')
const ids = listBuiltin()
  .filter(file => findTwin({ file }) !== undefined)
  .map(({ id }) => id)
const { comparisons, results } = await compareScenarios(ids, {
  plan: makePlan({ paths: false }, { snapshots: 'never' }),
  runtimes: [python],
  concurrency: 2,
  retries: 1,
})
const unmet = results.filter(({ verdict }) => verdict.claimMet !== true)
if (unmet.length > 0)
  throw new Error(unmet.map(({ recording }) => `${recording.subject.slug}: not met`).join('\n'))
const recordedOn = new Date().toISOString().slice(0, 10)
const recorded = {
  column: { ...comparisons[0].columns[0], recordedOn },
  scenarios: Object.fromEntries(comparisons.map(({ scenario, rows }) => [scenario, rows])),
}
writeFileSync(
  new URL(`../scenarios/${recordedTwinsFile}`, import.meta.url),
  `${JSON.stringify(recorded, null, 1)}\n`,
)
console.log(`${comparisons.length} twins, ${results.length} variants in ${recorded.column.name}`)
