// Scenario files and their outlines → the trials to live; the small print of pipeline.ts.
import type { ScenarioFile } from '../catalog/builtin.ts'
import { type Found, isMerelyMet, nearest, type OnNothing, throwIt } from '../catalog/find-scenarios.ts'
import type { Described, Trial } from '../child/trial.ts'
import { addBudgetEntry, type BudgetFile, findBudgetEntry } from '../model/budget-file.ts'
import type { Exported, OutlineVariant } from '../model/event.ts'
import type { Plan, Subject } from '../model/recording.ts'
import type { NotRun, Unloaded } from '../model/report.ts'
import type { Runtime } from '../model/runtime.ts'
import { NoScenarioError, UsageError } from '../model/usage-error.ts'
import { inRuntimeRange } from '../scenario/runtime-range.ts'
import { normaliseScenario } from '../scenario/scenario.ts'
import { defaultExport, slugOf } from '../scenario/scenario-file.ts'

interface Circumstances {
  plan: Plan
  runtimes: readonly Runtime[]
  budgets?: BudgetFile | undefined
  onNothing?: OnNothing | undefined
}

/**
 * One trial per variant and runtime; files that could not be loaded apart, and those in a folder that are no scenarios.
 * @throws UsageError when a folder holds nothing else, unless that is allowed
 */
export function toTrials(
  found: readonly Found[],
  contents: readonly (Exported[] | Unloaded)[],
  { plan, runtimes, budgets = {}, onNothing = throwIt }: Circumstances,
): { trials: Trial[]; unloaded: Unloaded[]; passedOver: string[] } {
  const trials: Trial[] = []
  const unloaded: Unloaded[] = []
  const passedOver: string[] = []
  for (const [index, content] of contents.entries()) {
    const { file, folder, builtin } = found[index]!
    if ('problem' in content) {
      unloaded.push(content)
      continue
    }
    if (content.length === 0) {
      passedOver.push(file.id)
      const others = found.filter((other, i) => other.folder === folder && !isEmpty(contents[i]!))
      if (others.length === 0 && found.findIndex(other => other.folder === folder) === index)
        onNothing(nothingIn(folder!))
    }
    for (const { name: exported, outline } of content) {
      const { title, ask, learn } = outline
      const scenario = slugOf(file.id, exported)
      for (const variant of outline.variants) {
        const { name, stated } = variant
        // Ours are there to leak.
        const entry = builtin ? undefined : findBudgetEntry(budgets, scenario, name)
        const allowance = addBudgetEntry(variant.allowance, entry)
        for (const runtime of runtimes) {
          const subject = {
            scenario,
            slug: slugOf(file.slug, exported),
            title,
            ask,
            learn,
            variant: name,
            stated,
            ...claimOn(variant, runtime),
            runtime: runtimes.length > 1 ? nameRuntime(runtime) : null,
            ...(allowance === undefined ? {} : { allowance }),
          }
          trials.push({ subject, file: file.file, exported, plan, runtime })
        }
      }
    }
  }
  return { trials, unloaded, passedOver }
}

function isEmpty(content: Exported[] | Unloaded): boolean {
  return 'length' in content && content.length === 0
}

function nothingIn(folder: string): NoScenarioError {
  return new NoScenarioError(
    `there is no scenario in ${folder}: nothing in it exports one`,
    'a scenario file exports by default `lab => step`, or an object like that of `leaklab show strong-cache`',
  )
}

/**
 * Keeps what was asked for of a file's scenarios: one export, or all. A file that was merely met in a folder is not
 * known to be about scenarios, unless its name says so: there functions without a claim may be anything.
 * @throws UsageError when the one export is not there
 */
export function chooseExports(found: Found, all: Exported[]): Exported[] {
  const { file, exported } = found
  if (exported !== undefined) {
    const chosen = all.filter(({ name }) => name === exported)
    if (chosen.length > 0) return chosen
    throw unknownExport(
      file.id,
      exported,
      all.map(({ name }) => name),
    )
  }
  if (!isMerelyMet(found)) return all
  return all.filter(
    ({ name, outline }) => name === defaultExport || outline.variants.some(({ stated }) => stated),
  )
}

function unknownExport(file: string, name: string, names: readonly string[]): UsageError {
  const near = nearest(name, names)
  const listed = names.length === 0 ? 'no export of it is a scenario' : `there are ${names.join(', ')}`
  return new UsageError(
    `there is no scenario '${name}' in ${file}`,
    near === undefined ? listed : `did you mean ${file}#${near}? ${listed}`,
  )
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

/** A file that the user named and in which no export is a scenario. */
export function toNoScenario({ id, slug }: ScenarioFile): Unloaded {
  const nothing = normaliseScenario(undefined, slug)
  return { scenario: id, problem: 'problem' in nothing ? nothing.problem : '', stack: '' }
}

/** A file that could not be described, with the reason in a sentence. */
export function toUnloaded(
  { id }: ScenarioFile,
  described: Exclude<Described, { scenarios: unknown }>,
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
