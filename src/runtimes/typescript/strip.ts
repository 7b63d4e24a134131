// A module hook that does what newer Nodes do themselves: types become blanks, every other character stays
// where it was. The same library stands in Node's own core.
import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import swc from '@swc/wasm-typescript'

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

function formatOf(path: string, source: string): 'module' | 'commonjs' {
  if (path.endsWith('.mts')) return 'module'
  if (path.endsWith('.cts')) return 'commonjs'
  return packageType(dirname(path)) ?? (/^\s*(import|export)\b/m.test(source) ? 'module' : 'commonjs')
}

/** `type` of the nearest package.json, when it has one. */
function packageType(folder: string): 'module' | 'commonjs' | undefined {
  try {
    const { type } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { type?: string }
    return type === 'module' || type === 'commonjs' ? type : undefined
  } catch {
    const parent = dirname(folder)
    return parent === folder ? undefined : packageType(parent)
  }
}
