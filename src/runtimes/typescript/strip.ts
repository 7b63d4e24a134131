// A module hook that strips types as newer versions of Node do: types become blanks, and all other characters keep their
// positions. It uses the library that is part of Node's core.
import { readFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'
import { compileFunction } from 'node:vm'
import swc from '@swc/wasm-typescript'
import { packageType } from './package-type.ts'

interface Loaded {
  format: string
  source?: string
  shortCircuit?: boolean
}

interface SwcProblem {
  message: string
  /** The lines up to the error, and a pointer below. */
  snippet: string
  startLine: number
}

/** Node's `load` hook. */
export async function load(
  url: string,
  context: object,
  nextLoad: (url: string, context: object) => Promise<Loaded>,
): Promise<Loaded> {
  if (!/^file:.*\.[cm]?ts(\?|$)/.test(url)) return nextLoad(url, context)
  const path = fileURLToPath(url.replace(/\?.*$/, ''))
  const source = strip(readFileSync(path, 'utf8'), path)
  return { format: formatOf(path, source), source, shortCircuit: true }
}

function strip(source: string, path: string): string {
  try {
    return swc.transformSync(source, { mode: 'strip-only', module: true, filename: path }).code
  } catch (error) {
    // The library throws plain objects. The error gets Node's code, message and location.
    const { message = String(error), snippet = '', startLine = 1 } = error as Partial<SwcProblem>
    const problem = Object.assign(new SyntaxError(message), { code: 'ERR_UNSUPPORTED_TYPESCRIPT_SYNTAX' })
    problem.stack = `${path}:${startLine}\n${snippet}\nSyntaxError: ${message}`
    throw problem
  }
}

/**
 * Node's rules, with one exception: TypeScript with `import` and `export` in a package of type `commonjs` is a module. Node
 * refuses such a file, and compilers accept it.
 */
function formatOf(path: string, source: string): 'module' | 'commonjs' {
  if (path.endsWith('.mts')) return 'module'
  if (path.endsWith('.cts')) return 'commonjs'
  if (packageType(dirname(path)) === 'module') return 'module'
  return hasModuleSyntax(source) ? 'module' : 'commonjs'
}

/** Node's own test: does the source fail to compile as CommonJS because of module syntax? */
function hasModuleSyntax(source: string): boolean {
  try {
    compileFunction(source, ['exports', 'require', 'module', '__filename', '__dirname'])
    return false
  } catch (error) {
    return /^(Cannot use import statement|Unexpected token 'export'|Cannot use 'import\.meta')/.test(
      (error as Error).message,
    )
  }
}
