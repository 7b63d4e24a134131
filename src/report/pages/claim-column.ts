// A claim in color, padded to the width of the longest claim.
import { type Claim, claims } from '../../scenario/scenario.ts'
import { painter, type Style } from '../terminal/style.ts'
import { padEnd } from '../terminal/width.ts'
import { words } from '../words/words.ts'

export const claimWidth = Math.max(...claims.map(claim => words.claims.claimWords[claim].length))

export function paintClaim(claim: Claim, style: Style): string {
  const paint = painter(style)
  const role = { leaks: paint.leaking, plateaus: paint.plateau, collects: paint.collected }[claim]
  return role(words.claims.claimWords[claim]) + padEnd('', claimWidth - words.claims.claimWords[claim].length)
}
