// Which trials do the scenarios of the found files make? One for each variant and runtime.
import type { Found } from '../catalog/find-scenarios.ts'
import { isPython } from '../catalog/python-source.ts'
import type { Trial } from '../child/record-trial.ts'
import { addBudgetEntry, type BudgetFile, findBudgetEntry } from '../model/budget-file.ts'
import type { Exported, OutlineVariant } from '../model/event.ts'
import type { Plan, Subject } from '../model/recording.ts'
import type { NotRun, Unloaded } from '../model/report.ts'
import { nameRuntime, type Runtime } from '../model/runtime.ts'
import { inRuntimeRange } from '../scenario/runtime-range.ts'
import { slugOf } from '../scenario/scenario-file.ts'

export interface Circumstances {
  plan: Plan
  runtimes: readonly Runtime[]
  /** Whether each result says in which runtime it ran. By default only if there are several, or it is not Node. */
  alwaysNamed?: boolean
  budgets?: BudgetFile | undefined
}

/**
 * One trial for each variant and runtime; the files that could not be loaded; and the skipped files: those in a folder that
 * contain no scenario.
 */
export function planTrials(
  found: readonly Found[],
  contents: readonly (Exported[] | Unloaded)[],
  { plan, runtimes, alwaysNamed = false, budgets = {} }: Circumstances,
): { trials: Trial[]; unloaded: Unloaded[]; skipped: string[] } {
  const trials: Trial[] = []
  const unloaded: Unloaded[] = []
  const skipped: string[] = []
  for (const [index, content] of contents.entries()) {
    const { file, builtin } = found[index]!
    if ('problem' in content) {
      unloaded.push(content)
      continue
    }
    if (content.length === 0) {
      skipped.push(file.id)
    }
    for (const { name: exported, outline } of content) {
      const { title, ask, learn } = outline
      const scenario = slugOf(file.id, exported)
      for (const variant of outline.variants) {
        const { name, stated } = variant
        // leaklab's own scenarios leak on purpose, so the budget file does not apply to them.
        const entry = builtin ? undefined : findBudgetEntry(budgets, scenario, name)
        const tolerances = addBudgetEntry(variant.tolerances, entry)
        for (const runtime of runtimesFor(file.file, runtimes)) {
          const subject = {
            scenario,
            slug: slugOf(file.slug, exported),
            title,
            ask,
            learn,
            variant: name,
            stated,
            ...claimOn(variant, runtime),
            runtime:
              alwaysNamed || runtimes.length > 1 || runtime.name !== 'node' ? nameRuntime(runtime) : null,
            ...(tolerances === undefined ? {} : { tolerances }),
          }
          trials.push({ subject, file: file.file, source: file.source, exported, plan, runtime })
        }
      }
    }
  }
  return { trials, unloaded, skipped }
}

/** Of the runtimes, those that can run a file. */
export function runtimesFor<R extends Pick<Runtime, 'name'>>(file: string, runtimes: readonly R[]): R[] {
  return runtimes.filter(({ name }) => (name === 'python') === isPython(file))
}

/** The variant's claim on this runtime. */
function claimOn(
  { claim, exceptions }: OutlineVariant,
  runtime: Runtime,
): Pick<Subject, 'claim' | 'exception'> {
  const found = exceptions.find(({ runtimes }) => inRuntimeRange(runtimes, runtime))
  if (found === undefined) return { claim, exception: null }
  const { runtimes, because } = found
  return { claim: found.claim, exception: { runtimes, usual: claim, because } }
}

/** The record of a trial that was not run. */
export function toNotRun({ subject: { scenario, slug, variant } }: Trial): NotRun {
  return { scenario, slug, variant }
}
