// The fingerprint of a path as a person is told it: what the engine has between two steps differs from version to version.
import { createHash } from 'node:crypto'
import type { RetainingPath } from '../model/retention.ts'

const longestRepeatedPart = 3
const length = 12

/** The same from run to run and from engine to engine, while names stay: indexes do not count, what repeats does once. */
export function fingerprintOf({ steps }: Pick<RetainingPath, 'steps'>): string {
  const tokens: string[] = []
  for (const { by, name, scope, what } of steps) {
    // A root is called by its name; what it is made of is the engine's affair.
    const told = by === 'root' ? [by, name] : [by, by === 'element' ? '' : name, what, scope]
    tokens.push(JSON.stringify(told))
    dropRepeated(tokens)
  }
  return createHash('sha256').update(tokens.join('\n')).digest('hex').slice(0, length)
}

/** Where the newest tokens say again what those before them said. */
function dropRepeated(tokens: string[]): void {
  for (let stretch = 1; stretch <= longestRepeatedPart; stretch++) {
    const newest = tokens.slice(-stretch)
    const before = tokens.slice(-2 * stretch, -stretch)
    if (before.length === stretch && newest.every((token, i) => token === before[i])) {
      tokens.length -= stretch
      return
    }
  }
}
