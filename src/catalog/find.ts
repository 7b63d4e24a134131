// From what the user typed to scenario files: a name of ours, a file, a folder.
import { readdirSync, type Stats, statSync } from 'node:fs'
import { basename, extname, join, relative, resolve } from 'node:path'
import { closest, distance } from 'fastest-levenshtein'
import { UsageError } from '../model/problem.ts'
import { listBuiltin, type ScenarioFile } from './builtin.ts'

const endings = ['.ts', '.mts', '.cts', '.js', '.mjs', '.cjs']

export interface Found {
  file: ScenarioFile
  builtin: boolean
  /** The folder that it was met in, if the user named one: then a file without a default export is no mistake. */
  folder: string | undefined
}

/**
 * Finds the scenario files behind the user's words.
 * @param targets slugs, `chapter/slug`, chapters, paths of files or folders; none means all of ours
 * @throws UsageError when one is nothing of these
 */
export function findScenarios(targets: readonly string[]): Found[] {
  const ours = listBuiltin()
  const found = targets.length === 0 ? ours.map(asBuiltin) : targets.flatMap(target => findOne(target, ours))
  return found.filter(({ file }, i) => found.findIndex(other => other.file.file === file.file) === i)
}

function findOne(target: string, ours: ScenarioFile[]): Found[] {
  const named = ours.filter(({ id, slug, chapter }) => [id, slug, chapter].includes(target))
  if (named.length > 0) return named.map(asBuiltin)
  const stats = statOf(target)
  if (stats?.isDirectory()) return findInFolder(target)
  if (stats !== undefined) return [userFile(target, undefined)]
  if (looksLikePath(target))
    throw new UsageError(`there is no file ${target}`, 'check the path; it is taken from the current folder')
  throw unknownName(target, ours)
}

function asBuiltin(file: ScenarioFile): Found {
  return { file, builtin: true, folder: undefined }
}

function userFile(path: string, folder: string | undefined): Found {
  const file = resolve(path)
  const ending = extname(file)
  if (!endings.includes(ending)) {
    throw new UsageError(
      `${path} is no JavaScript or TypeScript file`,
      `a scenario file ends in ${endings.join(', ')}`,
    )
  }
  const id = relative(process.cwd(), file)
  const slug = basename(file, ending)
  return {
    file: { id: id.startsWith('..') ? file : id, slug, chapter: '', file, source: file },
    builtin: false,
    folder,
  }
}

function findInFolder(folder: string): Found[] {
  const paths = walk(folder).filter(path => endings.includes(extname(path)) && !/\.d\.[cm]?ts$/.test(path))
  if (paths.length === 0) {
    throw new UsageError(
      `there is no scenario file in ${folder}`,
      `a scenario file ends in ${endings.join(', ')}`,
    )
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
