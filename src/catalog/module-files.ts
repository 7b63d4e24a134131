// Which existing files may a path in an import mean? Endings may be missing or those of compiled code.
import { readFileSync, type Stats, statSync } from 'node:fs'
import { extname, join, resolve } from 'node:path'

/** Endings that may be left out. */
const endings = [
  ...['.ts', '.mts', '.cts', '.js', '.mjs', '.cjs', '.tsx', '.jsx', '.json', '.node'],
  ...['.d.ts', '.d.mts', '.d.cts'],
]
/** A TypeScript file may be imported by the name that it has after compilation. */
const sourceEndings: Record<string, string[]> = {
  '.js': ['.ts', '.tsx'],
  '.jsx': ['.tsx'],
  '.mjs': ['.mts'],
  '.cjs': ['.cts'],
}

/** What is read of a package.json; nothing of it is validated. */
export interface Manifest {
  name?: unknown
  main?: unknown
  module?: unknown
  exports?: unknown
  imports?: unknown
}

/** The files that a path may mean: with its ending, without, or as a folder. A path that ends in `/` is a folder. */
export function findModuleFiles(path: string): string[] {
  if (!path.endsWith('/')) {
    const ending = extname(path)
    const sources = (sourceEndings[ending] ?? []).map(other => path.slice(0, -ending.length) + other)
    const exact = [path, ...sources].filter(isFile)
    if (exact.length > 0) return exact
    const extended = endings.map(other => path + other).filter(isFile)
    if (extended.length > 0) return extended
  }
  return statOf(path)?.isDirectory() === true ? findEntryFiles(path, readManifest(path)) : []
}

/** The files that a folder or a package without `exports` begins with. */
export function findEntryFiles(folder: string, { main, module }: Manifest): string[] {
  const named = [main, module].flatMap(entry => {
    if (typeof entry !== 'string' || resolve(folder, entry) === resolve(folder)) return []
    return findModuleFiles(resolve(folder, entry))
  })
  return named.length > 0 ? named : endings.map(ending => join(folder, `index${ending}`)).filter(isFile)
}

/** The package.json of a folder; empty where there is none, or none that can be read. */
export function readManifest(folder: string): Manifest {
  try {
    const value: unknown = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
    return typeof value === 'object' && value !== null ? value : {}
  } catch {
    return {}
  }
}

export function isFile(path: string): boolean {
  return statOf(path)?.isFile() === true
}

/** Is the path that of an installed package? */
export function isInNodeModules(path: string): boolean {
  return /[\\/]node_modules([\\/]|$)/.test(path)
}

function statOf(path: string): Stats | undefined {
  try {
    return statSync(path, { throwIfNoEntry: false })
  } catch {
    // Such as a path through a file.
    return undefined
  }
}
