// Scenario files and their outlines → the trials to live; the small print of pipeline.ts.

import type { ScenarioFile } from './catalog/builtin.ts'
import { type Found, nearest } from './catalog/find.ts'
import type { Outline } from './model/event.ts'
import { UsageError } from './model/problem.ts'
import type { Plan } from './model/recording.ts'
import type { Unloaded } from './model/report.ts'
import type { Runtime } from './model/runtime.ts'
import type { Described, Trial } from './recorder/trial.ts'

/** One trial per variant of a scenario. */
export function toTrials(file: ScenarioFile, outline: Outline, plan: Plan, runtime: Runtime): Trial[] {
  const { title, ask, learn } = outline
  return outline.variants.map(({ name, claim, stated }) => ({
    subject: { scenario: file.id, slug: file.slug, title, ask, learn, variant: name, claim, stated },
    file: file.file,
    plan,
    runtime,
  }))
}

/**
 * Keeps the variants with one name.
 * @throws UsageError when no scenario has it
 */
export function pickVariants(trials: Trial[], variant: string | undefined): Trial[] {
  if (variant === undefined || trials.length === 0) return trials
  const picked = trials.filter(({ subject }) => subject.variant === variant)
  if (picked.length > 0) return picked
  const names = [...new Set(trials.map(({ subject }) => subject.variant))]
  const near = nearest(variant, names)
  const listed = names.map(name => `'${name}'`).join(', ')
  throw new UsageError(
    `there is no variant called '${variant}'`,
    near === undefined ? `there are ${listed}` : `did you mean '${near}'? There are ${listed}`,
  )
}

/** A file that could not be described, with the reason in a sentence. */
export function toUnloaded({ file }: Found, described: Exclude<Described, { outline: Outline }>): Unloaded {
  const { ending, failure, stderr } = described
  const scenario = file.id
  if (failure !== undefined) return { scenario, problem: failure.message, stack: failure.stack }
  switch (ending.kind) {
    case 'timeout':
      return { scenario, problem: `its import did not end within ${ending.afterMs / 1000} s`, stack: '' }
    case 'exited':
      return {
        scenario,
        problem: `it ended the process with exit code ${ending.code} while it was imported`,
        stack: stderr,
      }
    case 'unstartable':
      return { scenario, problem: `the child process could not be started: ${ending.message}`, stack: '' }
    case 'exhausted':
      return {
        scenario,
        problem: `it ran out of memory at ${ending.limitMb} MB while it was imported`,
        stack: '',
      }
    case 'killed':
      return { scenario, problem: `it was ended by ${ending.signal} while it was imported`, stack: stderr }
    default:
      return { scenario, problem: 'it could not be imported', stack: stderr }
  }
}
