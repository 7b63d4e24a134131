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
  queueOwned,
  spreadOwnership,
  visit,
} from './search.ts'
export { findOwners, giveToOwners, markOwnable, sumUp, takeSelfSizes } from './sizes.ts'
