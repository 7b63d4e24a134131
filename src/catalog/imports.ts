// On which files of a project does a file depend? Follows the imports in its text, so that nothing has to be run.
import { readFileSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { findSpecifiers } from './import-specifiers.ts'
import { isInNodeModules } from './module-files.ts'
import { realPath } from './real-path.ts'
import { createImportResolver } from './resolve-import.ts'

/** An import that could not be followed. */
export interface UnresolvedImport {
  file: string
  /** From 1. */
  line: number
  /** Undefined where it is computed at run time. */
  specifier: string | undefined
}

export interface Imports {
  /** Absolute paths: the file itself, and all files that it imports, directly or through others. */
  files: Set<string>
  unresolved: UnresolvedImport[]
}

const codeFile = /\.[cm]?[jt]sx?$/
/** Declarations import nothing at run time. */
const declarationFile = /\.d\.[cm]?ts$/

/** Does not follow into node_modules: installed packages change with the lock file. */
export function findImports(file: string): Imports {
  const files = new Set<string>()
  const unresolved: UnresolvedImport[] = []
  const resolveImport = createImportResolver()
  const root = resolve(file)
  const waiting = [root]
  for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
    if (files.has(path)) continue
    files.add(path)
    if (!codeFile.test(path) || declarationFile.test(path)) continue
    // Node resolves from the real path. Git lists a changed link by its own path, and changed content by the real one.
    const from = realPath(path)
    if (path !== root && isInNodeModules(from)) continue
    if (from !== path && files.has(from)) continue
    files.add(from)
    const text = read(from)
    const isTypeScript = /\.[cm]?tsx?$/.test(from)
    for (const { specifier, line } of findSpecifiers(text, {
      isTypeScript,
      hasJsx: !isTypeScript || from.endsWith('x'),
    })) {
      const imported = specifier === undefined ? undefined : resolveImport(specifier, from)
      if (imported === undefined) unresolved.push({ file: from, line, specifier })
      else waiting.push(...imported.filter(other => !isInNodeModules(other)))
    }
    waiting.push(...findSources(text, from))
  }
  return { files, unresolved }
}

/** Git may ignore a compiled file; its source map names the sources, which git knows. */
function findSources(text: string, file: string): string[] {
  const [, name] = /^\/\/# sourceMappingURL=(?!data:)(\S+)\s*$/m.exec(text) ?? []
  if (name === undefined) return []
  try {
    const path = resolve(dirname(file), name)
    const map = JSON.parse(readFileSync(path, 'utf8')) as { sourceRoot?: string; sources: string[] }
    return map.sources.map(source => resolve(dirname(path), map.sourceRoot ?? '', source))
  } catch {
    return []
  }
}

/** The text of a file; empty where there is none. */
function read(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return ''
  }
}
