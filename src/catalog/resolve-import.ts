// To which files of the project does an import lead? Where endings or conditions leave a choice, it leads to all of them:
// one file too many only means that a scenario is run without need.
import { existsSync, realpathSync } from 'node:fs'
import { createRequire, isBuiltin } from 'node:module'
import { dirname, isAbsolute, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { PathsMatcher } from 'get-tsconfig'
import {
  findEntryFiles,
  findModuleFiles,
  isFile,
  isInNodeModules,
  type Manifest,
  readManifest,
} from './module-files.ts'
import { findTargets } from './package-map.ts'
import { findPathsMatchers } from './tsconfig-paths.ts'

/**
 * @param from absolute path of the importing file
 * @returns absolute paths of existing files; none for a built-in module or an installed package, whose files are not the
 *   project's; undefined when the specifier leads nowhere
 */
export type ImportResolver = (specifier: string, from: string) => string[] | undefined

/** Creates a resolver that reads each tsconfig.json once. */
export function createImportResolver(): ImportResolver {
  const matchers = new Map<string, PathsMatcher[]>()

  function matchersOf(folder: string): PathsMatcher[] {
    const known = matchers.get(folder) ?? findPathsMatchers(folder)
    matchers.set(folder, known)
    return known
  }

  return (specifier, from) => {
    if (isBuiltin(specifier) || /^(node|data|https?):/.test(specifier)) return []
    if (specifier.startsWith('file:')) return resolveUrl(specifier)
    if (/^\.{1,2}(\/|$)/.test(specifier) || isAbsolute(specifier)) return resolvePath(specifier, from)
    const mapped = matchersOf(dirname(from))
      .flatMap(match => match(specifier))
      .flatMap(findModuleFiles)
    const own = specifier.startsWith('#') ? resolvePrivate(specifier, from) : resolvePackage(specifier, from)
    return own === undefined ? filesOrNowhere(mapped) : [...mapped, ...own]
  }
}

function filesOrNowhere(files: string[]): string[] | undefined {
  return files.length > 0 ? files : undefined
}

function resolveUrl(url: string): string[] | undefined {
  try {
    return filesOrNowhere(findModuleFiles(fileURLToPath(url)))
  } catch {
    return undefined
  }
}

/** In a module, a relative specifier is a URL: `%20` is a space, and a query may follow. */
function resolvePath(specifier: string, from: string): string[] | undefined {
  return [specifier, decode(specifier.replace(/[?#].*$/, ''))]
    .map(path => {
      const isFolder = /(^|\/)\.{0,2}$/.test(path)
      return filesOrNowhere(findModuleFiles(resolve(dirname(from), path) + (isFolder ? '/' : '')))
    })
    .find(files => files !== undefined)
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

/** `#name`, by `imports` of the nearest package.json. */
function resolvePrivate(specifier: string, from: string): string[] | undefined {
  const scope = findScope(dirname(from))
  if (scope === undefined) return undefined
  return resolveTargets(findTargets(scope.manifest.imports, specifier), scope.folder, target =>
    resolvePackage(target, join(scope.folder, 'package.json')),
  )
}

/**
 * `name` or `name/path`: the package of the importing file itself, an installed package, or a package of the same workspace,
 * which node_modules links to.
 */
function resolvePackage(specifier: string, from: string): string[] | undefined {
  if (isBuiltin(specifier)) return []
  const [, name, subpath = ''] = /^((?:@[^/]+\/)?[^/]+)(\/.*)?$/.exec(specifier) ?? []
  if (name === undefined) return undefined
  const scope = findScope(dirname(from))
  if (scope?.manifest.name === name && scope.manifest.exports != null) {
    return resolveExport(scope.folder, scope.manifest, subpath)
  }
  const found = (createRequire(from).resolve.paths(name) ?? [])
    .map(folder => join(folder, name))
    .find(folder => existsSync(folder))
  if (found === undefined) return undefined
  const folder = realpathSync(found)
  return isInNodeModules(folder) ? [] : resolveExport(folder, readManifest(folder), subpath)
}

/** @param subpath empty, or `/path` */
function resolveExport(folder: string, manifest: Manifest, subpath: string): string[] | undefined {
  if (manifest.exports != null) {
    return resolveTargets(findTargets(manifest.exports, `.${subpath}`), folder, () => undefined)
  }
  return filesOrNowhere(
    subpath === '' ? findEntryFiles(folder, manifest) : findModuleFiles(join(folder, subpath)),
  )
}

/** The files of all targets; undefined when none of them leads anywhere. */
function resolveTargets(
  targets: readonly string[],
  folder: string,
  resolveBare: (target: string) => string[] | undefined,
): string[] | undefined {
  const resolved = targets
    .map(target => {
      const isPath = target.startsWith('./')
      return isPath ? filesOrNowhere(findModuleFiles(join(folder, target))) : resolveBare(target)
    })
    .filter(files => files !== undefined)
  return resolved.length > 0 ? resolved.flat() : undefined
}

/** The folder of the nearest package.json, and its content. */
function findScope(folder: string): { folder: string; manifest: Manifest } | undefined {
  if (isFile(join(folder, 'package.json'))) return { folder, manifest: readManifest(folder) }
  const parent = dirname(folder)
  return parent === folder ? undefined : findScope(parent)
}
