// Records what the twins of the scenarios do in CPython, for `leaklab compare` on a machine without python3.
//   node .ci/record-twins.mjs [python3]
import { writeFileSync } from 'node:fs'
import { listTwins } from '../dist/src/catalog/twin.js'
import { makePlan } from '../dist/src/model/plan.js'
import { compareScenarios } from '../dist/src/run/compare.js'
import { chooseRuntime } from '../dist/src/runtimes/choose-runtime.js'

const python = await chooseRuntime(process.argv[2] ?? 'python3', 'the first argument')
const { comparisons, results } = await compareScenarios(listTwins(), {
  plan: makePlan({ paths: false }, { snapshots: 'never' }),
  runtimes: [python],
  concurrency: 2,
  retries: 1,
})
const unmet = results.filter(({ verdict }) => verdict.claimMet !== true)
if (unmet.length > 0)
  throw new Error(unmet.map(({ recording }) => `${recording.subject.slug}: not met`).join('\n'))
const recordedOn = new Date().toISOString().slice(0, 10)
const column = { ...comparisons[0].columns[0], recordedOn }
// A line for each scenario: short, and a diff shows which has changed.
const lines = comparisons.map(({ scenario, rows }) => `${JSON.stringify(scenario)}:${JSON.stringify(rows)}`)
writeFileSync(
  new URL('../scenarios/cpython.json', import.meta.url),
  `{"column":${JSON.stringify(column)},"scenarios":{\n${lines.join(',\n')}\n}}\n`,
)
console.log(`${comparisons.length} twins, ${results.length} variants in ${column.name}`)
