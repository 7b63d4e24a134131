// `--changed <since>`: which scenario files depend on a file that has changed?

import { basename } from 'node:path'
import type { Found } from '../catalog/find-scenarios.ts'
import { findChangedFiles } from '../files/changed-files.ts'
import { words } from '../report/words/words.ts'
import { sayUnresolved } from './unresolved-imports.ts'

/** When one of these has changed, any scenario may behave differently. */
const concernsAll =
  /^(package\.json|package-lock\.json|npm-shrinkwrap\.json|pnpm-lock\.yaml|yarn\.lock|[jt]sconfig(\..+)?\.json|leaklab\.(config\.\w+|budget\.json))$/

/**
 * A file with an import that cannot be followed is run, and stderr says so.
 * @returns whether a scenario file is to be run
 */
export async function createChangedFilter(since: string): Promise<(found: Found) => boolean> {
  const changed = await findChangedFiles(since)
  if ([...changed].some(path => concernsAll.test(basename(path)))) return () => true
  const { findImports } = await import('../catalog/imports.ts')
  const answers = new Map<string, boolean>()

  function dependsOnChange({ file, id }: Found['file']): boolean {
    const { files, unresolved } = findImports(file)
    if ([...files].some(path => changed.has(path))) return true
    sayUnresolved(unresolved, words.session.describeRunAnyway(id))
    return unresolved.length > 0
  }

  return ({ file, builtin }) => {
    if (builtin) return false
    const answer = answers.get(file.file) ?? dependsOnChange(file)
    answers.set(file.file, answer)
    return answer
  }
}
