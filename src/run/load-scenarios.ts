// What is in a scenario file? Our own are loaded here; a user's file is loaded in a child, and described by it.
import { loadBuiltin, type ScenarioFile } from '../catalog/builtin.ts'
import { type Found, foundInFolder, nearest } from '../catalog/find-scenarios.ts'
import { type Described, describeFile } from '../child/describe-file.ts'
import type { Exported } from '../model/event.ts'
import type { Plan } from '../model/recording.ts'
import type { Unloaded } from '../model/report.ts'
import type { Runtime } from '../model/runtime.ts'
import { UsageError } from '../model/usage-error.ts'
import { normalizeScenario } from '../scenario/scenario.ts'
import { defaultExport } from '../scenario/scenario-file.ts'

export interface LoadOptions {
  plan: Plan
  /** The first of them loads the file. */
  runtimes: readonly [Runtime, ...Runtime[]]
  signal?: AbortSignal | undefined
}

/**
 * What is in a scenario file. Ours are loaded here; a user's file is asked in a child.
 * @returns nothing for a file that was merely met in a folder and holds no scenario
 */
export async function scenariosIn(
  found: Found,
  { plan, runtimes: [runtime], signal }: LoadOptions,
): Promise<Exported[] | Unloaded> {
  const { file, builtin } = found
  if (builtin) return [{ name: defaultExport, outline: (await loadBuiltin(file)).outline }]
  const described = await describeFile(file.file, file.slug, runtime, plan, signal)
  if (!('scenarios' in described)) return toUnloaded(file, described)
  const chosen = chooseExports(found, described.scenarios)
  return chosen.length === 0 && !foundInFolder(found) ? toNoScenario(file) : chosen
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
  if (!foundInFolder(found)) return all
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

/** A file that the user named and in which no export is a scenario. */
export function toNoScenario({ id, slug }: ScenarioFile): Unloaded {
  const nothing = normalizeScenario(undefined, slug)
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
