// From what the user typed to scenario files: a name of ours, a file or one of its exports, a folder, a glob.
import { existsSync, readdirSync, type Stats, statSync } from 'node:fs'
import { basename, extname, join, relative, resolve } from 'node:path'
import { closest, distance } from 'fastest-levenshtein'
import { globSync } from 'tinyglobby'
import { NoScenarioError, UsageError } from '../model/usage-error.ts'
import { listBuiltin, type ScenarioFile } from './builtin.ts'

/** All scenarios of ours, where a name is wanted. */
const wholeCatalog = 'catalogue'
const endings = ['.ts', '.mts', '.cts', '.js', '.mjs', '.cjs']
/** How checks of one's own are called. */
const ownChecks = `**/*.leak{${endings.join()}}`
/** What a glob never meets. */
const globOptions = { ignore: ['**/node_modules/**'], followSymbolicLinks: false }

export interface Found {
  file: ScenarioFile
  builtin: boolean
  /** The folder or glob that it was met by, if the user named one: then to hold no scenario is no mistake. */
  folder: string | undefined
  /** The only export that is wanted, if the user named one: `file.ts#name`. */
  exported: string | undefined
}

/** Was the file merely met, by a name that does not say that it is about scenarios? */
export function foundInFolder({ folder, file }: Found): boolean {
  return folder !== undefined && !/\.leak\.[cm]?[jt]s$/.test(file.file)
}

/** Takes what is wrong when there is no scenario where the user said. Throws it, unless that is allowed. */
export type OnNothing = (problem: NoScenarioError) => void

/**
 * Finds the scenario files behind the user's words.
 * @param targets slugs, `chapter/slug`, chapters, `catalogue`, globs, paths of files, folders, exports; none means all of ours
 * @param onNothing what a folder or a glob without a file is
 * @throws UsageError when one is nothing of these
 */
export function findScenarios(targets: readonly string[], onNothing: OnNothing = throwIt): Found[] {
  const ours = listBuiltin()
  const found =
    targets.length === 0 ? ours.map(asBuiltin) : targets.flatMap(target => findOne(target, ours, onNothing))
  return found.filter(one => {
    const same = found.filter(({ file }) => file.file === one.file.file)
    // A whole file has all its exports in it.
    return one === (same.find(isWhole) ?? same.find(({ exported }) => exported === one.exported))
  })
}

function isWhole({ exported }: Found): boolean {
  return exported === undefined
}

export const throwIt: OnNothing = problem => {
  throw problem
}

function findOne(target: string, ours: ScenarioFile[], onNothing: OnNothing): Found[] {
  const named = ours.filter(({ id, slug, chapter }) => [id, slug, chapter, wholeCatalog].includes(target))
  if (named.length > 0) return named.map(asBuiltin)
  const stats = statOf(target)
  if (stats?.isDirectory()) return findInFolder(target, onNothing)
  if (stats !== undefined) return [userFile(target)]
  const [, path = '', exported] = /^(.+)#([^#/\\]+)$/.exec(target) ?? []
  if (exported !== undefined && statOf(path)?.isFile()) return [{ ...userFile(path), exported }]
  if (isGlob(target)) return findByGlob(target, onNothing)
  if (looksLikePath(target))
    throw new UsageError(`there is no file ${target}`, 'check the path; it is taken from the current folder')
  throw unknownName(target, ours)
}

function asBuiltin(file: ScenarioFile): Found {
  return { file, builtin: true, folder: undefined, exported: undefined }
}

function userFile(path: string, folder?: string): Found {
  const file = resolve(path)
  const ending = extname(file)
  if (!endings.includes(ending)) {
    throw new UsageError(
      `${path} is no JavaScript or TypeScript file`,
      `a scenario file ends in ${endings.join(', ')}`,
    )
  }
  const id = relative(process.cwd(), file)
  const slug = basename(file, ending).replace(/(?<=.)\.leak$/, '')
  return {
    file: { id: id.startsWith('..') ? file : id, slug, chapter: '', file, source: file },
    builtin: false,
    folder,
    exported: undefined,
  }
}

/** The checks of the project in the current folder, by their name; of a folder that is no project, those right in it. */
export function findOwnChecks(): string[] {
  const deep = existsSync('package.json') ? Number.POSITIVE_INFINITY : 1
  return look('.', () => globSync(ownChecks, { ...globOptions, deep })).sort()
}

function isGlob(target: string): boolean {
  return /[*?{}[\]]/.test(target)
}

function findByGlob(glob: string, onNothing: OnNothing): Found[] {
  const paths = look(glob, () => globSync(glob, { ...globOptions, expandDirectories: false }))
    .filter(mayBeScenario)
    .filter(isOwn)
  if (paths.length === 0) {
    const hint = `it is taken from the current folder, and matches files that end in ${endings.join(', ')}; quote it, so that the shell leaves it alone`
    onNothing(new NoScenarioError(`no file matches ${glob}`, hint))
  }
  return paths.sort().map(path => userFile(path, glob))
}

/** What the pattern to ignore says, and does not say of what is beside or above the current folder. */
function isOwn(path: string): boolean {
  return !/(^|[\\/])node_modules[\\/]/.test(path)
}

function mayBeScenario(path: string): boolean {
  return endings.includes(extname(path)) && !/\.d\.[cm]?ts$/.test(path)
}

function findInFolder(folder: string, onNothing: OnNothing): Found[] {
  const paths = walk(folder).filter(mayBeScenario)
  if (paths.length === 0) {
    const hint = `a scenario file ends in ${endings.join(', ')}`
    onNothing(new NoScenarioError(`there is no scenario file in ${folder}`, hint))
  }
  return paths.map(path => userFile(path, folder))
}

function walk(folder: string): string[] {
  return look(folder, () => readdirSync(folder, { withFileTypes: true }))
    .filter(({ name }) => name !== 'node_modules' && !name.startsWith('.'))
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap(entry => {
      const path = join(folder, entry.name)
      return entry.isDirectory() ? walk(path) : entry.isFile() ? [path] : []
    })
}

function unknownName(target: string, ours: ScenarioFile[]): UsageError {
  const near = nearest(
    target,
    ours.map(({ slug }) => slug),
  )
  const hint =
    near === undefined
      ? '`leaklab list` shows all scenarios'
      : `did you mean ${near}? \`leaklab list\` shows all`
  return new UsageError(`there is no scenario called '${target}'`, hint)
}

/** The nearest of some names, when one is near enough to have been meant. */
export function nearest(word: string, names: readonly string[]): string | undefined {
  if (names.length === 0) return undefined
  const candidate = closest(word, names)
  const containing = names.find(name => name.includes(word) && word.length >= 3)
  return distance(word, candidate) <= Math.max(2, candidate.length / 2.5) ? candidate : containing
}

function looksLikePath(target: string): boolean {
  return /[\\/]/.test(target) ? !/^[a-z]+\/[a-z-]+$/.test(target) : endings.includes(extname(target))
}

/** @throws UsageError when there is something, or a path, that cannot be looked at */
function statOf(path: string): Stats | undefined {
  return look(path, () => statSync(path, { throwIfNoEntry: false }))
}

function look<T>(path: string, act: () => T): T {
  try {
    return act()
  } catch (error) {
    throw new UsageError(
      `${path} cannot be looked at: ${(error as Error).message}`,
      'check the path and the rights of its folders',
    )
  }
}
