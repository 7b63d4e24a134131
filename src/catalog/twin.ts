// The twin of a scenario: the same program in Python, beside the scenario's file.
import { existsSync } from 'node:fs'
import type { Runtime } from '../model/runtime.ts'
import { UsageError } from '../model/usage-error.ts'
import type { Found } from './find-scenarios.ts'
import { isPython, pythonEnding } from './python-source.ts'

/** The twin, as a file to run; undefined where the scenario has none. */
export function findTwin(found: Found): Found | undefined {
  const path = found.file.source.replace(/\.[cm]?[jt]s$/, pythonEnding)
  if (path === found.file.source || !existsSync(path)) return undefined
  return { ...found, builtin: false, file: { ...found.file, file: path, source: path } }
}

/**
 * The files to run: those of the scenarios, and their twins where an engine for them is among the runtimes.
 * @throws UsageError for a program in Python without an engine for it
 */
export function withTwins(found: readonly Found[], runtimes: readonly Pick<Runtime, 'name'>[]): Found[] {
  const hasPython = runtimes.some(({ name }) => name === 'python')
  const hasJavaScript = runtimes.some(({ name }) => name !== 'python')
  return found.flatMap(one => {
    if (isPython(one.file.file)) {
      if (hasPython) return [one]
      throw new UsageError('needs-python', { file: one.file.id })
    }
    const twin = hasPython ? findTwin(one) : undefined
    return [...(hasJavaScript ? [one] : []), ...(twin === undefined ? [] : [twin])]
  })
}
