// Which scenario files does the user's input name? Names of built-in scenarios, files, exports of files, folders, globs.
import { existsSync, readdirSync, type Stats, statSync } from 'node:fs'
import { basename, extname, join, relative, resolve } from 'node:path'
import { closest, distance } from 'fastest-levenshtein'
import { globSync } from 'tinyglobby'
import { NoScenarioError, UsageError } from '../model/usage-error.ts'
import { listBuiltin, type ScenarioFile } from './builtin.ts'
import { isPython } from './python-source.ts'

/** The name of all built-in scenarios together. */
const wholeCatalog = ['catalog', 'catalogue']
const endings = ['.ts', '.mts', '.cts', '.js', '.mjs', '.cjs']
/** Files of the user's checks. */
const checkGlob = `**/*.leak{${endings.join()}}`
/** Options for all globs. */
const globOptions = { ignore: ['**/node_modules/**'], followSymbolicLinks: false }

export interface Found {
  file: ScenarioFile
  builtin: boolean
  /** The folder or glob that the user named, if the file was found in one: then a file without a scenario is no error. */
  folder: string | undefined
  /** The export that the user named, if any: `file.ts#name`. */
  exported: string | undefined
}

/** Was the file found in a folder or by a glob, with a name that does not say that it has scenarios (`*.leak.*`)? */
export function foundInFolder({ folder, file }: Found): boolean {
  return folder !== undefined && !/\.leak\.[cm]?[jt]s$/.test(file.file)
}

/** Called when there is no scenario where the user expected one. Throws the error, unless that is allowed. */
export type OnNothing = (problem: NoScenarioError) => void

/**
 * Finds the scenario files that the user named.
 * @param targets slugs, `chapter/slug`, chapters, `catalog`, globs, paths of files, folders, exports; none means all built-in ones
 * @param onNothing called for a folder or a glob without a file
 * @throws UsageError when a target is none of these
 */
export function findScenarios(targets: readonly string[], onNothing: OnNothing = throwProblem): Found[] {
  const builtin = listBuiltin()
  const found =
    targets.length === 0
      ? builtin.map(toBuiltin)
      : targets.flatMap(target => findTarget(target, builtin, onNothing))
  // A whole file includes all its exports.
  const whole = new Map<string, Found>()
  for (const one of found) if (isWhole(one) && !whole.has(one.file.file)) whole.set(one.file.file, one)
  const parts = new Set<string>()
  return found.filter(one => {
    const { exported, file } = one
    if (whole.has(file.file)) return whole.get(file.file) === one
    const part = `${file.file}#${exported}`
    return !parts.has(part) && parts.add(part)
  })
}

function isWhole({ exported }: Found): boolean {
  return exported === undefined
}

export const throwProblem: OnNothing = problem => {
  throw problem
}

function findTarget(target: string, builtin: ScenarioFile[], onNothing: OnNothing): Found[] {
  const named = builtin.filter(({ id, slug, chapter }) =>
    [id, slug, chapter, ...wholeCatalog].includes(target),
  )
  if (named.length > 0) return named.map(toBuiltin)
  const stats = statOf(target)
  if (stats?.isDirectory()) return findInFolder(target, onNothing)
  if (stats !== undefined) return [toUserFile(target)]
  const [, path = '', exported] = /^(.+)#([^#/\\]+)$/.exec(target) ?? []
  if (exported !== undefined && statOf(path)?.isFile()) return [{ ...toUserFile(path), exported }]
  if (isGlob(target)) return findByGlob(target, onNothing)
  if (isPathLike(target)) throw new UsageError('no-such-file', { file: target })
  throw unknownName(target, builtin)
}

function toBuiltin(file: ScenarioFile): Found {
  return { file, builtin: true, folder: undefined, exported: undefined }
}

function toUserFile(path: string, folder?: string): Found {
  const file = resolve(path)
  const ending = extname(file)
  if (!endings.includes(ending) && !isPython(path)) {
    throw new UsageError('not-javascript', { file: path, endings })
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

/** The project's check files, `*.leak.*`: in all folders if the current one has a package.json, otherwise only in itself. */
export function findOwnChecks(): string[] {
  const deep = existsSync('package.json') ? Number.POSITIVE_INFINITY : 1
  return orUsageError('.', () => globSync(checkGlob, { ...globOptions, deep })).sort()
}

function isGlob(target: string): boolean {
  return /[*?{}[\]]/.test(target)
}

function findByGlob(glob: string, onNothing: OnNothing): Found[] {
  const paths = orUsageError(glob, () => globSync(glob, { ...globOptions, expandDirectories: false }))
    .filter(mayBeScenario)
    .filter(isOutsideNodeModules)
  if (paths.length === 0) {
    onNothing(new NoScenarioError('no-file-matches', { glob, endings }))
  }
  return paths.sort().map(path => toUserFile(path, glob))
}

/** `globOptions.ignore` does not apply to paths beside or above the current folder; this does. */
function isOutsideNodeModules(path: string): boolean {
  return !/(^|[\\/])node_modules[\\/]/.test(path)
}

function mayBeScenario(path: string): boolean {
  return endings.includes(extname(path)) && !/\.d\.[cm]?ts$/.test(path)
}

function findInFolder(folder: string, onNothing: OnNothing): Found[] {
  const paths = listFiles(folder).filter(mayBeScenario)
  if (paths.length === 0) {
    onNothing(new NoScenarioError('no-scenario-file', { folder, endings }))
  }
  return paths.map(path => toUserFile(path, folder))
}

function listFiles(folder: string): string[] {
  return orUsageError(folder, () => readdirSync(folder, { withFileTypes: true }))
    .filter(({ name }) => name !== 'node_modules' && !name.startsWith('.'))
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap(entry => {
      const path = join(folder, entry.name)
      return entry.isDirectory() ? listFiles(path) : entry.isFile() ? [path] : []
    })
}

function unknownName(target: string, builtin: ScenarioFile[]): UsageError {
  const near = closestName(
    target,
    builtin.map(({ slug }) => slug),
  )
  return new UsageError('unknown-scenario', { name: target, near })
}

/** The most similar of some names, when it is similar enough to be what the user meant. */
export function closestName(word: string, names: readonly string[]): string | undefined {
  if (names.length === 0) return undefined
  const candidate = closest(word, names)
  const containing = names.find(name => name.includes(word) && word.length >= 3)
  return distance(word, candidate) <= Math.max(2, candidate.length / 2.5) ? candidate : containing
}

function isPathLike(target: string): boolean {
  return /[\\/]/.test(target)
    ? !/^[a-z]+\/[a-z-]+$/.test(target)
    : endings.includes(extname(target)) || isPython(target)
}

/** @throws UsageError when the path exists and cannot be accessed */
function statOf(path: string): Stats | undefined {
  return orUsageError(path, () => statSync(path, { throwIfNoEntry: false }))
}

function orUsageError<T>(path: string, act: () => T): T {
  try {
    return act()
  } catch (error) {
    throw new UsageError('unreadable-path', { path, message: (error as Error).message })
  }
}
