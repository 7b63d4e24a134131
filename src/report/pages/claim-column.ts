// A claim in color, padded to the width of the longest claim.
import { type Claim, claims } from '../../scenario/scenario.ts'
import { painter, type Style } from '../terminal/style.ts'
import { padEnd } from '../terminal/width.ts'
import { claimWords } from '../words/claims.ts'

export const claimWidth = Math.max(...claims.map(claim => claimWords[claim].length))

export function paintClaim(claim: Claim, style: Style): string {
  const paint = painter(style)
  const role = { leaks: paint.leaking, plateaus: paint.plateau, collects: paint.collected }[claim]
  return role(claimWords[claim]) + padEnd('', claimWidth - claimWords[claim].length)
}
