// Says which imports of a scenario file could not be followed, and what follows from it.

import { relative } from 'node:path'
import type { UnresolvedImport } from '../catalog/imports.ts'
import { words } from '../report/words/words.ts'
import { say } from './output.ts'

/** @param consequence a sentence */
export function sayUnresolved(unresolved: readonly UnresolvedImport[], consequence: string): void {
  const [first] = unresolved
  if (first === undefined) return
  const { file, line, specifier } = first
  const location = `${relative(process.cwd(), file)}:${line}`
  say(words.session.describeUnresolvedImport(location, specifier, unresolved.length - 1, consequence))
}
