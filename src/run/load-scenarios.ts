// Which scenarios does a file contain? leaklab's own files are loaded here. A user's file is loaded in a child process,
// which describes it.
import { listBuiltin, loadBuiltin, type ScenarioFile } from '../catalog/builtin.ts'
import { closestName, type Found, foundInFolder } from '../catalog/find-scenarios.ts'
import { isPython } from '../catalog/python-source.ts'
import { type Described, describeFile } from '../child/describe-file.ts'
import type { Exported, Failure } from '../model/event.ts'
import type { Ending, Plan } from '../model/recording.ts'
import type { Unloaded, UnloadedReason } from '../model/report.ts'
import type { Runtime } from '../model/runtime.ts'
import { UsageError } from '../model/usage-error.ts'
import { words } from '../report/words/words.ts'
import { normalizeScenario } from '../scenario/scenario.ts'
import { defaultExport } from '../scenario/scenario-file.ts'

export interface LoadOptions {
  plan: Plan
  /** The first of them loads the file. */
  runtimes: readonly [Runtime, ...Runtime[]]
  signal?: AbortSignal | undefined
}

/**
 * The scenarios of a file, or the reason why it could not be loaded.
 * @returns an empty array for a file that was found in a folder and contains no scenario
 */
export async function loadScenarios(
  found: Found,
  { plan, runtimes: [runtime], signal }: LoadOptions,
): Promise<Exported[] | Unloaded> {
  const { file, builtin } = found
  if (builtin) return [{ name: defaultExport, outline: (await loadBuiltin(file)).outline }]
  const described = await describeFile(file.file, file.slug, runtime, plan, signal)
  if (!('scenarios' in described)) return toUnloaded(file, described)
  const scenarios = isPython(file.file)
    ? await Promise.all(described.scenarios.map(one => withQuestion(file, one)))
    : described.scenarios
  const chosen = chooseExports(found, scenarios)
  return chosen.length === 0 && !foundInFolder(found) ? toNoScenario(file) : chosen
}

/** A twin of a scenario of ours has its title and its question, too. */
async function withQuestion({ id }: ScenarioFile, twin: Exported): Promise<Exported> {
  const original = listBuiltin().find(one => one.id === id)
  if (original === undefined) return twin
  const { title, ask } = (await loadBuiltin(original)).outline
  return { ...twin, outline: { ...twin.outline, title, ask } }
}

/**
 * Chooses from a file's scenarios: one export, or all. In a file that was found in a folder, and whose name does not say
 * that it contains scenarios, a named function without a claim may be anything, so it is left out.
 * @throws UsageError when the file has no scenario under the wanted name
 */
function chooseExports(found: Found, all: Exported[]): Exported[] {
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
  return new UsageError('unknown-export', { file, name, near: closestName(name, names), names })
}

/** The result for a file that the user named and in which no export is a scenario. */
function toNoScenario({ id, slug, file }: ScenarioFile): Unloaded {
  if (isPython(file))
    return { scenario: id, reason: 'python-export', problem: words.loading.noVariants, stack: '' }
  const nothing = normalizeScenario(undefined, slug)
  return { scenario: id, reason: 'export', problem: 'problem' in nothing ? nothing.problem : '', stack: '' }
}

/** The result for a file that could not be described, with the reason as a sentence. */
function toUnloaded(
  { id, file }: ScenarioFile,
  described: Exclude<Described, { scenarios: unknown }>,
): Unloaded {
  const { ending, failure, stderr } = described
  if (failure !== undefined)
    return { scenario: id, reason: reasonOf(failure, file), problem: failure.message, stack: failure.stack }
  return {
    scenario: id,
    reason: isPython(file) ? 'python-import' : 'import',
    problem: words.loading.describeUnloadable(ending),
    stack: saysWhy(ending) ? stderr : '',
  }
}

function reasonOf({ code, origin }: Failure, file: string): UnloadedReason {
  if (origin === 'outline') return 'too-long'
  if (isPython(file)) return origin === 'export' ? 'python-export' : 'python-import'
  if (origin === 'export') return 'export'
  return code === 'ERR_UNSUPPORTED_TYPESCRIPT_SYNTAX' ? 'typescript' : 'import'
}

/** Whether what the process printed may say why it ended. */
function saysWhy({ kind }: Ending): boolean {
  return !['timeout', 'unstartable', 'exhausted', 'flooded'].includes(kind)
}
