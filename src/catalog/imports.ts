// Which files of a project does a file stand on? As far as its text tells, so that nothing need be run to know.
import { readFileSync, statSync } from 'node:fs'
import { dirname, extname, resolve } from 'node:path'

/** `from './a'`, `import './a'`, `import('./a')`, `require('./a')`; what has another name is no file of the project. */
const specifiers = /(?:\bfrom|\bimport|\brequire)\s*\(?\s*(['"])(\.{1,2}\/[^'"]+)\1/g

const endings = [
  '',
  '.ts',
  '.mts',
  '.cts',
  '.js',
  '.mjs',
  '.cjs',
  '.tsx',
  '.jsx',
  '.json',
  '/index.ts',
  '/index.js',
]
/** A file in TypeScript may be imported by the name that it has once it is compiled. */
const written: Record<string, string[]> = { '.js': ['.ts', '.tsx'], '.mjs': ['.mts'], '.cjs': ['.cts'] }

/**
 * The file itself and all that it imports by a relative path, directly or through others. A path that is put together
 * at run time is not seen.
 */
export function findImports(file: string): Set<string> {
  const found = new Set<string>()
  const waiting = [resolve(file)]
  for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
    if (found.has(path)) continue
    found.add(path)
    for (const [, , specifier] of read(path).matchAll(specifiers)) {
      const imported = resolveFile(resolve(dirname(path), specifier!))
      if (imported !== undefined) waiting.push(imported)
    }
  }
  return found
}

function resolveFile(path: string): string | undefined {
  const ending = extname(path)
  const compiled = (written[ending] ?? []).map(other => path.slice(0, -ending.length) + other)
  return [...endings.map(ending => path + ending), ...compiled].find(isFile)
}

function isFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() === true
}

function read(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return ''
  }
}
