// Which trials do the scenarios of the found files make? One for each variant and runtime.
import { type Found, type OnNothing, throwProblem } from '../catalog/find-scenarios.ts'
import { isPython } from '../catalog/python-source.ts'
import type { Trial } from '../child/record-trial.ts'
import { addBudgetEntry, type BudgetFile, findBudgetEntry } from '../model/budget-file.ts'
import type { Exported, OutlineVariant } from '../model/event.ts'
import type { Plan, Subject } from '../model/recording.ts'
import type { NotRun, Unloaded } from '../model/report.ts'
import { nameRuntime, type Runtime } from '../model/runtime.ts'
import { NoScenarioError } from '../model/usage-error.ts'
import { inRuntimeRange } from '../scenario/runtime-range.ts'
import { slugOf } from '../scenario/scenario-file.ts'

interface Circumstances {
  plan: Plan
  runtimes: readonly Runtime[]
  /** Whether each result says in which runtime it ran. By default only if there are several, or it is not Node. */
  alwaysNamed?: boolean
  budgets?: BudgetFile | undefined
  onNothing?: OnNothing | undefined
}

/**
 * One trial for each variant and runtime; the files that could not be loaded; and the skipped files: those in a folder that
 * contain no scenario.
 * @throws NoScenarioError when a folder contains no scenario at all, unless `onNothing` allows it
 */
export function planTrials(
  found: readonly Found[],
  contents: readonly (Exported[] | Unloaded)[],
  { plan, runtimes, alwaysNamed = false, budgets = {}, onNothing = throwProblem }: Circumstances,
): { trials: Trial[]; unloaded: Unloaded[]; skipped: string[] } {
  const trials: Trial[] = []
  const unloaded: Unloaded[] = []
  const skipped: string[] = []
  for (const [index, content] of contents.entries()) {
    const { file, folder, builtin } = found[index]!
    if ('problem' in content) {
      unloaded.push(content)
      continue
    }
    if (content.length === 0) {
      skipped.push(file.id)
      const others = found.filter((other, i) => other.folder === folder && !isEmpty(contents[i]!))
      if (others.length === 0 && found.findIndex(other => other.folder === folder) === index)
        onNothing(nothingIn(folder!))
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

function isEmpty(content: Exported[] | Unloaded): boolean {
  return 'length' in content && content.length === 0
}

function nothingIn(folder: string): NoScenarioError {
  return new NoScenarioError('no-scenario-in-folder', { folder })
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
