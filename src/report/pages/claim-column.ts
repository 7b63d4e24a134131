// A claim in color, padded to the width of the longest claim.
import { type Claim, claims } from '../../scenario/scenario.ts'
import { painter, type Style } from '../terminal/style.ts'
import { padEnd, widthOf } from '../terminal/width.ts'
import { words } from '../words/words.ts'

export function claimWidth(): number {
  return Math.max(...claims.map(claim => widthOf(words.claims.claimWords[claim])))
}

export function paintClaim(claim: Claim, style: Style): string {
  const paint = painter(style)
  const role = { leaks: paint.leaking, plateaus: paint.plateau, collects: paint.collected }[claim]
  const word = words.claims.claimWords[claim]
  return role(word) + padEnd('', claimWidth() - widthOf(word))
}
