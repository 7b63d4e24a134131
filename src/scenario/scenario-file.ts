// Which exports of a file are scenarios? The default export, and any number of named ones.
// No dependency: the child process loads this file too.
import { isRecord } from './describe-value.ts'
import { claims, type NormalScenario, normalizeScenario } from './scenario.ts'

/** What a file exports, by name. */
export type Exports = Readonly<Record<string, unknown>>

/** The name under which `export default` exports. */
export const defaultExport = 'default'

/**
 * What a module exports. CommonJS exports one value: a scenario, or an object of named exports.
 * @param module its namespace, as `import()` resolves to it
 * @param isCommonJs whether its default is the value of `module.exports`
 */
export function exportsOf(module: Exports, isCommonJs: boolean): Exports {
  const whole = module[defaultExport]
  if (!isCommonJs || !isRecord(whole)) return { ...module }
  // Compilers mark their output with `__esModule`. It has a `default` of its own.
  if (whole.__esModule === true) return { ...whole }
  const isScenario = ['title', 'ask', 'learn', 'except', ...claims].some(field => field in whole)
  return isScenario ? { default: whole } : { ...whole }
}

/**
 * The names of the exports that are scenarios, the default first. A named export is one if it is an object with `leaks`,
 * `plateaus` or `collects`, or, in a file without a default export, a function: beside a default export, a function may be
 * its helper. A class never is.
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
 * Normalizes one export of a file.
 * @param slug the scenario's short name: see `slugOf`
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

/** The short name of a scenario: that of its file, `cart`, or with the name of the export, `cart#parsing`. */
export function slugOf(file: string, name: string): string {
  return name === defaultExport ? file : `${file}#${name}`
}

function isClass(value: object): boolean {
  return /^class\b/.test(Function.prototype.toString.call(value))
}
