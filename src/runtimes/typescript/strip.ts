// A module hook that does what newer Nodes do themselves: types become blanks, every other character stays
// where it was. The same library stands in Node's own core.
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
  /** The lines up to the place, and a pointer below. */
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
    // The library throws plain objects. What it says is what Node says, and so is where.
    const { message = String(error), snippet = '', startLine = 1 } = error as Partial<SwcProblem>
    const told = new SyntaxError(message)
    told.stack = `${path}:${startLine}\n${snippet}\nSyntaxError: ${message}`
    throw told
  }
}

/**
 * As Node has it, but for one thing: TypeScript with `import` and `export` in a package that says `commonjs`, which Node
 * refuses and compilers take, is a module.
 */
function formatOf(path: string, source: string): 'module' | 'commonjs' {
  if (path.endsWith('.mts')) return 'module'
  if (path.endsWith('.cts')) return 'commonjs'
  if (packageType(dirname(path)) === 'module') return 'module'
  return hasModuleSyntax(source) ? 'module' : 'commonjs'
}

/** Asked as Node asks: does it fail as CommonJS, and for that reason? */
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
