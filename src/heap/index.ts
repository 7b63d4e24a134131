// The door of the heap engine: bytes of a V8 heap snapshot → graph → distances, dominators, retained sizes, paths.

export type { AddedClass } from './added-classes.ts'
export { type AnalyseOptions, analyseHeap, type HeapAnalysis } from './analyse-heap.ts'
export { analyseSnapshot } from './analyse-snapshot.ts'
export {
  computeDistances,
  computeShortestPaths,
  type Distances,
  NO_DISTANCE,
  NO_EDGE,
  type PathTree,
  SYSTEM_DISTANCE,
} from './distances.ts'
export { type DominatorChain, findDominatorChains } from './dominator-chains.ts'
export { EDGE_TYPES, type EdgeType } from './edge-types.ts'
export {
  findGrowingHolders,
  type GrowingHolder,
  type GrowingHolderOptions,
} from './growing-holders.ts'
export { type ClassDiff, diffHeaps } from './heap-diff.ts'
export type { HeapGraph, Location } from './heap-graph.ts'
export {
  findInstances,
  type Instances,
  inspectNode,
  type Link,
  listInstances,
  type NodeInspection,
  type NodeName,
} from './inspect-node.ts'
export { findLacks, type Lack } from './lacks.ts'
export type { ReadOptions } from './pieces.ts'
export { readSnapshot, type SnapshotSource } from './read-snapshot.ts'
export {
  describeRoot,
  describeStep,
  findPathEdges,
  findRetainingPath,
  type PathStep,
} from './retaining-path.ts'
export { compareProcesses, type Kinship } from './same-process.ts'
export { isScopeName, type ScopeOwner } from './scopes.ts'
export { findScriptName } from './scripts.ts'
export { SnapshotError, type SnapshotErrorCode } from './snapshot-error.ts'
export { type ParserOptions, SnapshotParser } from './snapshot-parser.ts'
export {
  type ClassSummary,
  type Dominator,
  findBiggestDominators,
  type HeapSummary,
  summariseHeap,
} from './summary.ts'
export { groupSurvivors, type SurvivorGroup } from './survivor-groups.ts'
export { createPathTeller, type PathStart, type PathTeller, type ToldStep } from './told-path.ts'
export { computeWeighedPaths, PATH_COSTS, type PathCosts, type WeighedOptions } from './weighed-paths.ts'
export { findWitnesses, type Witness } from './witnesses.ts'
