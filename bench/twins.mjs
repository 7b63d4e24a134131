// Is every claim of the twins in Python met, on several CPythons and time after time?
//   node bench/twins.mjs [--runs 10] [--python path]… [--broken] [part of a scenario's name]…
// With --broken, each variant runs with a mistake, and its claim must not be met: a claim that is met whatever the code does
// proves nothing. Exit code 1 when a result is not as expected.
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { describeFile } from '../dist/src/child/describe-file.js'
import { recordTrial } from '../dist/src/child/record-trial.js'
import { decide } from '../dist/src/judgement/decide.js'
import { planNext } from '../dist/src/judgement/schedule.js'
import { makePlan } from '../dist/src/model/plan.js'
import { planTrials } from '../dist/src/run/plan-trials.js'
import { chooseRuntime } from '../dist/src/runtimes/choose-runtime.js'
import { printTable, quantile } from './support.mjs'

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    runs: { type: 'string', default: '1' },
    python: { type: 'string', multiple: true, default: ['python3'] },
    broken: { type: 'boolean', default: false },
  },
})
const concurrency = 2
const plan = makePlan({ paths: false }, { snapshots: 'never' })
const folder = resolve(import.meta.dirname, '../scenarios')
const temporary = mkdtempSync(join(tmpdir(), 'leaklab-twins-'))

const ids = readdirSync(folder, { recursive: true })
  .filter(name => name.endsWith('.py'))
  .map(name => name.replace(/\.py$/, ''))
  .filter(id => positionals.length === 0 || positionals.some(part => id.includes(part)))
  .sort()

let unexpected = 0
const rows = []
for (const path of values.python) {
  const runtime = await chooseRuntime(path, '--python')
  const trials = (await Promise.all(ids.map(id => trialsOf(id, runtime)))).flat()
  const queue = Array.from({ length: Number(values.runs) }, () => trials).flat()
  const ran = queue.length
  const times = []
  let unmet = 0
  await Promise.all(Array.from({ length: concurrency }, runQueue))

  async function runQueue() {
    for (let trial = queue.shift(); trial !== undefined; trial = queue.shift()) {
      const recording = await recordTrial(trial, { decideNext: planNext })
      const verdict = decide(recording)
      times.push(recording.durationMs)
      if (verdict.claimMet === !values.broken) continue
      unmet++
      const { scenario, variant, claim } = trial.subject
      console.log(`${runtime.version}  ${scenario} › ${variant}: claims ${claim}, is ${verdict.outcome}`)
      if (recording.ending.kind !== 'complete') console.log(JSON.stringify(recording.ending, null, 1))
    }
  }
  unexpected += unmet
  const ms = part => Math.round(quantile(times, part))
  rows.push([runtime.version, ids.length, trials.length, ran, unmet, ms(0.5), ms(0.9), ms(1)])
}
const what = values.broken ? 'met although broken' : 'not met'
printTable(['CPython', 'twins', 'variants', 'trials', what, 'median ms', '90 % ms', 'longest ms'], rows)
rmSync(temporary, { recursive: true })
process.exitCode = unexpected === 0 ? 0 : 1

async function trialsOf(id, runtime) {
  const file = join(folder, `${id}.py`)
  const slug = id.replace(/.*\//, '')
  const described = await describeFile(file, slug, runtime, plan)
  if (!('scenarios' in described)) throw new Error(`${id}: ${JSON.stringify(described)}`)
  const found = { file: { id, slug, chapter: '', file, source: file }, builtin: true }
  const { trials } = planTrials([found], [described.scenarios], { plan, runtimes: [runtime] })
  return values.broken ? breakTrials(trials) : trials
}

/** What is watched is kept, where it should not be; otherwise a variant with another claim runs under this one's name. */
async function breakTrials(trials) {
  const broken = []
  for (const [at, trial] of trials.entries()) {
    const { claim, slug, variant } = trial.subject
    const isLeak = claim === 'leaks'
    const keeps = !isLeak && (await isWatching(trial))
    const other = trials.find(({ subject }) => (subject.claim === 'leaks') !== isLeak)
    if (!keeps && other === undefined) throw new Error(`${slug}: all variants claim to leak, or none`)
    const text = keeps ? keepingVariant(trial) : otherVariant(other)
    const file = join(temporary, `${slug}-${at}.py`)
    writeFileSync(file, `${text}\n${claim} = {${JSON.stringify(variant)}: broken}\n`)
    broken.push({ ...trial, file, source: file })
  }
  return broken
}

/** Whether a variant watches any object, in its set-up or its first iterations. */
async function isWatching(trial) {
  const brief = { ...trial, plan: { ...plan, rounds: 3, steps: 2 } }
  const { rounds } = await recordTrial(brief, { decideNext: planNext })
  return rounds.at(-1).watched > 0
}

function loading(file) {
  return `from importlib.util import module_from_spec, spec_from_file_location

spec = spec_from_file_location("original", ${JSON.stringify(file)})
original = module_from_spec(spec)
spec.loader.exec_module(original)
`
}

function otherVariant({ file, subject: { claim, variant } }) {
  return `${loading(file)}
broken = original.${claim}[${JSON.stringify(variant)}]`
}

function keepingVariant({ file, subject: { claim, variant } }) {
  return `${loading(file)}
class KeepingLab:
    def __init__(self, lab):
        self.lab = lab
        self.kept = []

    def __getattr__(self, name):
        return getattr(self.lab, name)

    def watch(self, target, label=None):
        self.kept.append(target)
        return self.lab.watch(target, label)


def broken(lab):
    return original.${claim}[${JSON.stringify(variant)}](KeepingLab(lab))`
}
