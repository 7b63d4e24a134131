// The scenarios that come with leaklab: finds them, and loads their outlines. One file each, in a folder per chapter.
import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Outline } from '../model/event.ts'
import { normalizeScenario } from '../scenario/scenario.ts'

/** Chapters in the order of the lecture; each is a folder of `scenarios/`. */
const chapters = [
  'reachability',
  'caches',
  'closures',
  'listeners',
  'timers',
  'async',
  'weakness',
  'finalizers',
  'native',
  'strings',
  'code',
  'globals',
  'look-alikes',
] as const

/** A scenario file that can be run, built in or the user's. */
export interface ScenarioFile {
  /** `caches/strong-cache`, or the path relative to the current folder. */
  id: string
  slug: string
  /** Empty for a user's file. */
  chapter: string
  /** The file that the runtime loads: the compiled one of a built-in scenario. */
  file: string
  /** The file as it was written. */
  source: string
}

export interface BuiltinScenario extends ScenarioFile {
  outline: Outline
}

// The compiled copy of this file is in dist/src/catalog, with compiled scenarios in dist/; the sources are one level above.
const isCompiled = import.meta.url.endsWith('.js')
const folder = new URL('../../scenarios/', import.meta.url)
/** Where the scenarios are as they were written. */
export const sourceFolder = isCompiled ? new URL('../../../scenarios/', import.meta.url) : folder

/** The files of all built-in scenarios, without loading any. */
export function listBuiltin(): ScenarioFile[] {
  const ending = isCompiled ? /\.js$/ : /\.ts$/
  return chapters.flatMap(chapter =>
    readNames(new URL(`${chapter}/`, folder))
      .filter(name => ending.test(name))
      .sort()
      .map(name => {
        const slug = name.replace(ending, '')
        return {
          id: `${chapter}/${slug}`,
          slug,
          chapter,
          file: fileURLToPath(new URL(`${chapter}/${name}`, folder)),
          source: fileURLToPath(new URL(`${chapter}/${slug}.ts`, sourceFolder)),
        }
      }),
  )
}

/** Loads the outline of a built-in scenario. Its variants are not run. */
export async function loadBuiltin(file: ScenarioFile): Promise<BuiltinScenario> {
  const module = (await import(new URL(`${file.id}${isCompiled ? '.js' : '.ts'}`, folder).href)) as {
    default: unknown
  }
  const scenario = normalizeScenario(module.default, file.slug)
  if ('problem' in scenario) throw new Error(`${file.id}: ${scenario.problem}`)
  const variants = scenario.variants.map(({ setUp: _, ...variant }) => variant)
  return { ...file, outline: { ...scenario, variants } }
}

/**
 * All built-in scenarios with their outlines. Loading seventy modules takes longer than starting Node, so the build writes
 * all outlines into one file beside the compiled scenarios. The file is ignored when it lists other scenarios than the
 * folders, and there is none beside the sources.
 */
export async function loadCatalog(): Promise<BuiltinScenario[]> {
  const files = listBuiltin()
  const outlines = readOutlines()
  const isComplete = files.length === Object.keys(outlines).length && files.every(({ id }) => id in outlines)
  if (!isComplete) return Promise.all(files.map(loadBuiltin))
  return files.map(file => ({ ...file, outline: outlines[file.id]! }))
}

function readOutlines(): Record<string, Outline> {
  try {
    return JSON.parse(readFileSync(new URL('outlines.json', folder), 'utf8')) as Record<string, Outline>
  } catch {
    return {}
  }
}

/** The text of a scenario as it was written. */
export function readSource({ source }: ScenarioFile): string {
  return readFileSync(source, 'utf8')
}

function readNames(directory: URL): string[] {
  try {
    return readdirSync(directory)
  } catch {
    // A chapter without scenarios may have no folder.
    return []
  }
}
