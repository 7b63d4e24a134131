// A path's fingerprint: a hash of its described steps, the same in every run and on every engine while names stay. Nodes
// between the steps do not count, because they differ between versions of an engine.
import { createHash } from 'node:crypto'
import { findRepeatedPart, nameWithoutIndex } from '../heap/index.ts'
import type { RetainingPath } from '../model/retention.ts'

/** In hexadecimal digits. */
const length = 12

/** The name of the file without folders, line and extension: they differ between machines, versions and builds. */
function fileOf(place: string): string {
  return place
    .replace(/^.*[\\/]/, '')
    .replace(/(:\d+)?$/, '')
    .replace(/\.[cm]?[jt]sx?$/, '')
}

/** Indexes do not count, and a part that repeats counts once. */
export function fingerprintOf({ steps }: Pick<RetainingPath, 'steps'>): string {
  const tokens: string[] = []
  const isSame = (newer: number, older: number) => tokens.at(-1 - newer) === tokens.at(-1 - older)
  for (const step of steps) {
    const { by, name, place, scope, what } = step
    // What a root is made of differs between engines, its name does not.
    const described = by === 'root' ? [by, name] : [by, nameWithoutIndex(step), what, scope, fileOf(place)]
    tokens.push(JSON.stringify(described))
    tokens.length -= findRepeatedPart(tokens.length, isSame)
  }
  return createHash('sha256').update(tokens.join('\n')).digest('hex').slice(0, length)
}
