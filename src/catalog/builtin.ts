// The scenarios that come with leaklab: one file each, in a folder per chapter.
import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Outline } from '../model/event.ts'
import { normalizeScenario } from '../scenario/scenario.ts'

/** Chapters in the order of the lecture; a folder of `scenarios/` each. */
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

/** A scenario file that can be run, ours or the user's. */
export interface ScenarioFile {
  /** `caches/strong-cache`, or the path as the user may type it. */
  id: string
  slug: string
  /** Empty for a user's file. */
  chapter: string
  /** What the runtime loads: for ours the compiled file. */
  file: string
  /** What a person reads. */
  source: string
}

export interface BuiltinScenario extends ScenarioFile {
  outline: Outline
}

// Compiled, this file is in dist/src/catalog and the scenarios beside it are JavaScript; their sources are two up.
const built = import.meta.url.endsWith('.js')
const folder = new URL('../../scenarios/', import.meta.url)
const sources = built ? new URL('../../../scenarios/', import.meta.url) : folder

/** The names of all scenarios, without loading any. */
export function listBuiltin(): ScenarioFile[] {
  const ending = built ? /\.js$/ : /\.ts$/
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
          source: fileURLToPath(new URL(`${chapter}/${slug}.ts`, sources)),
        }
      }),
  )
}

/** Loads a scenario of ours for its words. Its variants are not run here. */
export async function loadBuiltin(file: ScenarioFile): Promise<BuiltinScenario> {
  const module = (await import(new URL(`${file.id}${built ? '.js' : '.ts'}`, folder).href)) as {
    default: unknown
  }
  const scenario = normalizeScenario(module.default, file.slug)
  if ('problem' in scenario) throw new Error(`${file.id}: ${scenario.problem}`)
  const variants = scenario.variants.map(({ setUp: _, ...variant }) => variant)
  return { ...file, outline: { ...scenario, variants } }
}

/**
 * All scenarios with their words. Seventy modules take longer to load than Node itself, so their words stand together in a
 * file that `npm run outlines` makes; a test holds it to what the modules say. Beside other scenarios than its own it
 * counts for nothing.
 */
export async function loadCatalog(): Promise<BuiltinScenario[]> {
  const files = listBuiltin()
  const known = readOutlines()
  const isWhole = files.length === Object.keys(known).length && files.every(({ id }) => id in known)
  if (!isWhole) return Promise.all(files.map(loadBuiltin))
  return files.map(file => ({ ...file, outline: known[file.id]! }))
}

function readOutlines(): Record<string, Outline> {
  try {
    return JSON.parse(readFileSync(new URL('outlines.json', sources), 'utf8')) as Record<string, Outline>
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
    // A chapter without scenarios has no folder.
    return []
  }
}
