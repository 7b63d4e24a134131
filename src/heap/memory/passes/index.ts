// The passes: loops over nodes and edges in the arena. Compiled to WebAssembly by .ci/kernel.mjs, and JavaScript as well.
export { searchLevels } from './distances.ts'
export {
  buildJumps,
  findImmediateDominators,
  findImmediateDominatorsByJumps,
  findSemidominators,
  storeDominators,
} from './dominators.ts'
export {
  continueVisit,
  findOrphan,
  markTargets,
  markVisitedAsOwned,
  queueOwned,
  spreadOwnership,
  startVisit,
} from './search.ts'
export { copySelfSizes, findOwners, markOwnable, moveSizesToOwners, sumRetainedSizes } from './sizes.ts'
