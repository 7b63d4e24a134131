export { searchLevels } from './distances.ts'
export {
  buildJumps,
  findNearestAncestors,
  findNearestByJumps,
  findSemidominators,
  nameDominators,
} from './dominators.ts'
export {
  beginVisit,
  findOrphan,
  markHeld,
  ownVisited,
  passOver,
  spreadOwnership,
  visit,
} from './search.ts'
export { findOwners, giveToOwners, markOwnable, sumUp, takeSelfSizes } from './sizes.ts'
