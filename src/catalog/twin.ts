// The twin of a scenario: the same program in Python, beside the scenario's file.
import { existsSync } from 'node:fs'
import type { Runtime } from '../model/runtime.ts'
import { UsageError } from '../model/usage-error.ts'
import { listBuiltin, type ScenarioFile } from './builtin.ts'
import type { Found } from './find-scenarios.ts'
import { isPython, pythonEnding } from './python-source.ts'

/** The twin, as a file to run; undefined where the scenario has none. */
export function findTwin(found: Found): Found | undefined {
  const path = pathOfTwin(found.file)
  return path === undefined
    ? undefined
    : { ...found, builtin: false, file: { ...found.file, file: path, source: path } }
}

/** The names of leaklab's own scenarios that have a twin. */
export function listTwins(): string[] {
  return listBuiltin().flatMap(file => (pathOfTwin(file) === undefined ? [] : [file.slug]))
}

function pathOfTwin({ source }: ScenarioFile): string | undefined {
  const path = source.replace(/\.[cm]?[jt]s$/, pythonEnding)
  return path !== source && existsSync(path) ? path : undefined
}

/**
 * The files to run: those of the scenarios, and their twins where an engine for them is among the runtimes.
 * @throws UsageError for a program in Python without an engine for it, and if none of the scenarios has a twin where only those can run
 */
export function withTwins(found: readonly Found[], runtimes: readonly Pick<Runtime, 'name'>[]): Found[] {
  const hasPython = runtimes.some(({ name }) => name === 'python')
  const hasJavaScript = runtimes.some(({ name }) => name !== 'python')
  const files = found.flatMap(one => {
    if (isPython(one.file.file)) {
      if (hasPython) return [one]
      throw new UsageError('needs-python', { file: one.file.id })
    }
    const twin = hasPython ? findTwin(one) : undefined
    return [...(hasJavaScript ? [one] : []), ...(twin === undefined ? [] : [twin])]
  })
  if (files.length === 0 && found.length > 0)
    throw new UsageError('no-twin', { names: found.map(({ file }) => file.id), known: listTwins() })
  return files
}
