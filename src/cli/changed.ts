// `--changed <since>`: only what stands on a file that has changed.
import { basename } from 'node:path'
import type { Found } from '../catalog/find-scenarios.ts'
import { findImports } from '../catalog/imports.ts'
import { findChangedFiles } from '../files/changed-files.ts'

/** When one of these has changed, anything may behave otherwise. */
const concernsAll =
  /^(package\.json|package-lock\.json|npm-shrinkwrap\.json|pnpm-lock\.yaml|yarn\.lock|leaklab\.(config\.\w+|budget\.json))$/

/** @returns whether a scenario file is to be run */
export async function createChangedFilter(since: string): Promise<(found: Found) => boolean> {
  const changed = await findChangedFiles(since)
  if ([...changed].some(path => concernsAll.test(basename(path)))) return () => true
  return ({ file, builtin }) => !builtin && [...findImports(file.file)].some(path => changed.has(path))
}
