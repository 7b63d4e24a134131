// Which exports of a file are scenarios? By default one, by name as many as are wanted.
// No dependency at all: the child process loads this file too.
import { isRecord } from './describe-value.ts'
import { claims, type NormalScenario, normalizeScenario } from './scenario.ts'

/** What a file exports, by name. */
export type Exports = Readonly<Record<string, unknown>>

/** The name under which `export default` exports. */
export const defaultExport = 'default'

/**
 * What a module exports. CommonJS exports one value: a scenario, or an object of named exports.
 * @param module its namespace, as `import()` answers it
 * @param isCommonJs whether its default is what `module.exports` was
 */
export function exportsOf(module: Exports, isCommonJs: boolean): Exports {
  const whole = module[defaultExport]
  if (!isCommonJs || !isRecord(whole)) return { ...module }
  // What a compiler wrote says of itself what its default is.
  if (whole.__esModule === true) return { ...whole }
  const isScenario = ['title', 'ask', 'learn', 'except', ...claims].some(field => field in whole)
  return isScenario ? { default: whole } : { ...whole }
}

/**
 * The names of the exports that are scenarios, the default first. By name count objects with `leaks`, `plateaus` or
 * `collects`, and, in a file without a default export, functions: what stands beside a default export may be its
 * helper. Classes never count.
 */
export function scenarioNames(exports: Exports): string[] {
  const hasDefault = exports[defaultExport] !== undefined
  const named = Object.keys(exports).filter(name => {
    const exported = exports[name]
    if (name === defaultExport || name === 'module.exports') return false
    if (typeof exported === 'function') return !hasDefault && !isClass(exported)
    return isRecord(exported) && claims.some(claim => claim in exported)
  })
  return hasDefault ? [defaultExport, ...named] : named
}

/**
 * Normalises one export of a file.
 * @param slug what the scenario is called: see `slugOf`
 */
export function normalizeExport(
  exports: Exports,
  name: string,
  slug: string,
): NormalScenario | { problem: string } {
  const scenario = normalizeScenario(exports[name], slug)
  if (name === defaultExport || !('problem' in scenario)) return scenario
  return { problem: `in the export \`${name}\`, ${scenario.problem}` }
}

/** What a scenario is called where there is room for one word: as its file, `cart`, or `cart#parsing`. */
export function slugOf(file: string, name: string): string {
  return name === defaultExport ? file : `${file}#${name}`
}

function isClass(value: object): boolean {
  return /^class\b/.test(Function.prototype.toString.call(value))
}
