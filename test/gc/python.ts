// Runs variants of twins in Python: describes a file, and measures its variants with the harness of src/.
import { basename, resolve } from 'node:path'
import { type Described, describeFile } from '../../src/child/describe-file.ts'
import { recordTrial, type Trial } from '../../src/child/record-trial.ts'
import { planNext } from '../../src/judgement/schedule.ts'
import { makePlan, type PlanOptions } from '../../src/model/plan.ts'
import type { Recording } from '../../src/model/recording.ts'
import type { Runtime } from '../../src/model/runtime.ts'
import { planTrials } from '../../src/run/plan-trials.ts'
import { findRuntime } from '../../src/runtimes/choose-runtime.ts'

const found = await findRuntime('python', '')
/** The CPython of this machine; undefined where there is none, or only an old one. */
export const python: Runtime | undefined = 'failure' in found ? undefined : found
/** Why tests that need it are skipped. */
export const whyNoPython =
  'failure' in found ? `needs python3, CPython 3.9 or newer; here: ${JSON.stringify(found.failure)}` : ''

export const pythonFixtures = resolve(import.meta.dirname, '../fixtures/python')

const slugOf = (file: string) => basename(file, '.py')

export function describePython(file: string): Promise<Described> {
  return describeFile(file, slugOf(file), python!, makePlan({}, { snapshots: 'never' }))
}

/** A trial of each variant of a file, not yet run. */
export async function planPython(file: string, options: PlanOptions = {}): Promise<Trial[]> {
  const described = await describePython(file)
  if (!('scenarios' in described)) throw new Error(`${file}: ${JSON.stringify(described)}`)
  const slug = slugOf(file)
  const one = {
    file: { id: slug, slug, chapter: '', file, source: file },
    builtin: true,
    folder: undefined,
    exported: undefined,
  }
  const plan = makePlan(options, { snapshots: 'never' })
  return planTrials([one], [described.scenarios], { plan, runtimes: [python!] }).trials
}

export function runPython(trial: Trial): Promise<Recording> {
  return recordTrial(trial, { decideNext: planNext })
}
