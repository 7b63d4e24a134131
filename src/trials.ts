// Scenario files and their outlines → the trials to live; the small print of pipeline.ts.
import type { ScenarioFile } from './catalog/builtin.ts'
import type { Found } from './catalog/find.ts'
import { addBudgetEntry, type BudgetFile, findBudgetEntry } from './model/budget-file.ts'
import type { Outline, OutlineVariant } from './model/event.ts'
import { UsageError } from './model/problem.ts'
import type { Plan, Subject } from './model/recording.ts'
import type { NotRun, Unloaded } from './model/report.ts'
import type { Runtime } from './model/runtime.ts'
import { inRuntimeRange } from './model/runtime-range.ts'
import { normaliseScenario } from './model/scenario.ts'
import type { Described, Trial } from './recorder/trial.ts'

/**
 * One trial per variant and runtime; files that could not be loaded apart, and those in a folder that are no scenarios.
 * @throws UsageError when a folder holds nothing else
 */
export function toTrials(
  found: readonly Found[],
  outlines: readonly (Outline | Unloaded | undefined)[],
  {
    plan,
    runtimes,
    budgets = {},
  }: { plan: Plan; runtimes: readonly Runtime[]; budgets?: BudgetFile | undefined },
): { trials: Trial[]; unloaded: Unloaded[]; passedOver: string[] } {
  const trials: Trial[] = []
  const unloaded: Unloaded[] = []
  const passedOver: string[] = []
  for (const [index, outline] of outlines.entries()) {
    const { file, folder, builtin } = found[index]!
    if (outline === undefined) {
      passedOver.push(file.id)
      if (found.some((other, i) => other.folder === folder && outlines[i] !== undefined)) continue
      throw new UsageError(
        `there is no scenario in ${folder}: nothing in it has a default export`,
        'a scenario file exports by default `lab => step`, or an object like that of `leaklab show strong-cache`',
      )
    }
    if ('problem' in outline) {
      unloaded.push(outline)
      continue
    }
    const { title, ask, learn } = outline
    for (const variant of outline.variants) {
      const { name, stated } = variant
      // Ours are there to leak.
      const entry = builtin ? undefined : findBudgetEntry(budgets, file.id, name)
      const allowance = addBudgetEntry(variant.allowance, entry)
      for (const runtime of runtimes) {
        const subject = {
          scenario: file.id,
          slug: file.slug,
          title,
          ask,
          learn,
          variant: name,
          stated,
          ...claimOn(variant, runtime),
          runtime: runtimes.length > 1 ? nameRuntime(runtime) : null,
          ...(allowance === undefined ? {} : { allowance }),
        }
        trials.push({ subject, file: file.file, plan, runtime })
      }
    }
  }
  return { trials, unloaded, passedOver }
}

/** `Node 22.11.0` */
function nameRuntime({ version }: Runtime): string {
  return `Node ${version.replace(/^v/, '')}`
}

/** What a variant claims on this runtime. */
function claimOn(
  { claim, exceptions }: OutlineVariant,
  runtime: Runtime,
): Pick<Subject, 'claim' | 'exception'> {
  const found = exceptions.find(({ runtimes }) => inRuntimeRange(runtimes, runtime))
  if (found === undefined) return { claim, exception: null }
  const { runtimes, because } = found
  return { claim: found.claim, exception: { runtimes, usual: claim, because } }
}

/** A trial that did not come to its turn, by its names. */
export function toNotRun({ subject: { scenario, slug, variant } }: Trial): NotRun {
  return { scenario, slug, variant }
}

/** A file that the user named and that exports nothing by default. */
export function toNoScenario({ id, slug }: ScenarioFile): Unloaded {
  const nothing = normaliseScenario(undefined, slug)
  return { scenario: id, problem: 'problem' in nothing ? nothing.problem : '', stack: '' }
}

/** A file that could not be described, with the reason in a sentence. */
export function toUnloaded(
  { id }: ScenarioFile,
  described: Exclude<Described, { outline: unknown }>,
): Unloaded {
  const { ending, failure, stderr } = described
  if (failure !== undefined) return { scenario: id, problem: failure.message, stack: failure.stack }
  switch (ending.kind) {
    case 'timeout':
      return {
        scenario: id,
        problem: `its import did not end within ${ending.afterMs / 1000} s; --timeout allows more`,
        stack: '',
      }
    case 'exited':
      return {
        scenario: id,
        problem: `it ended the process with exit code ${ending.code} while it was imported`,
        stack: stderr,
      }
    case 'unstartable':
      return { scenario: id, problem: `the child process could not be started: ${ending.message}`, stack: '' }
    case 'exhausted':
      return {
        scenario: id,
        problem: `it ran out of memory at ${ending.limitMb} MB while it was imported; --heap-limit ${ending.limitMb * 2} gives it more`,
        stack: '',
      }
    case 'killed':
      return {
        scenario: id,
        problem: `it was ended by ${ending.signal} while it was imported`,
        stack: stderr,
      }
    case 'flooded':
      return {
        scenario: id,
        problem: "it flooded file descriptor 3, leaklab's channel, while it was imported",
        stack: '',
      }
    default:
      return { scenario: id, problem: 'it could not be imported', stack: stderr }
  }
}

/** Maps with so many at a time; the order of the results is that of the items. The first error ends it. */
export async function mapSideBySide<T, R>(
  items: readonly T[],
  width: number,
  map: (item: T, index: number) => Promise<R>,
): Promise<R[]> {
  const results: R[] = new Array(items.length)
  const rest = items.entries()
  const worker = async () => {
    for (const [index, item] of rest) results[index] = await map(item, index)
  }
  await Promise.all(Array.from({ length: Math.min(width, items.length) }, worker))
  return results
}
