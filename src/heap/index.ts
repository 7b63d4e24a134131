// The exports of the heap engine: from the bytes of a V8 heap snapshot to a graph, dominators, retained sizes and paths.

export { type AnalyzeOptions, analyzeHeap, type HeapAnalysis } from './compute/analyze-heap.ts'
export {
  computeDistances,
  computeShortestPaths,
  type Distances,
  NO_DISTANCE,
  NO_EDGE,
  type PathTree,
  SYSTEM_DISTANCE,
} from './compute/distances.ts'
export type { RetentionRuleSet } from './compute/essential-edges.ts'
export { computeFreedSize } from './compute/freed-size.ts'
export { EDGE_TYPES, type EdgeType } from './graph/edge-types.ts'
export type { HeapGraph, Location } from './graph/heap-graph.ts'
export { SnapshotError, type SnapshotErrorCode } from './graph/snapshot-error.ts'
export type { AddedClass } from './growth/added-classes.ts'
export {
  findGrowingHolders,
  type GrowingHolder,
  type GrowingHolderOptions,
  type OtherHolder,
} from './growth/growing-holders.ts'
export type { GrowingReference } from './growth/growing-references.ts'
export { type ClassDiff, diffHeaps } from './growth/heap-diff.ts'
export { relateSnapshots, type SnapshotRelation } from './growth/snapshot-relation.ts'
export { type DominatorChain, findDominatorChains } from './inspect/dominator-chains.ts'
export { type HeapIndex, type HeapIndexOptions, indexHeap } from './inspect/heap-index.ts'
export {
  findInstances,
  type Instances,
  inspectNode,
  listInstances,
  type NodeInspection,
} from './inspect/inspect-node.ts'
export type { NodeLink, NodeName } from './inspect/node-links.ts'
export {
  type ClassSummary,
  type Dominator,
  findBiggestDominators,
  type HeapSummary,
  summarizeHeap,
} from './inspect/summary.ts'
export { findTrackedReferences, type TrackedReference } from './inspect/tracked-references.ts'
export { analyzeSnapshot } from './open/analyze-snapshot.ts'
export type { ReadOptions } from './open/read-options.ts'
export { readSnapshot, type SnapshotSource } from './open/read-snapshot.ts'
export { type ParserOptions, SnapshotParser } from './parse/snapshot-parser.ts'
export { createPathDescriber, type PathDescriber } from './paths/described-path.ts'
export {
  type DescribedStep,
  type NamedStep,
  nameWithoutIndex,
  type StepKind,
} from './paths/described-step.ts'
export { type FoldedEdges, foldEdges, KEPT_TIMES } from './paths/folded-edges.ts'
export { findNearestNames, type NearestName } from './paths/nearest-name.ts'
export { indexPathEnds, type PathEndIndex, type PathEnds } from './paths/path-ends.ts'
export { KNOWN_START_NAMES, type PathStart } from './paths/path-start.ts'
export { endsInRepeatedPart, findRepeatedPart, LONGEST_REPEATED_PART } from './paths/repeated-parts.ts'
export {
  describeRawRoot,
  describeRawStep,
  findPathEdges,
  findRawPath,
  type RawStep,
} from './paths/retaining-path.ts'
export { groupSurvivors, type SurvivorGroup } from './paths/survivor-groups.ts'
export {
  computeWeightedPaths,
  PATH_COSTS,
  type PathCosts,
  type WeightedPathOptions,
} from './paths/weighted-paths.ts'
export { findMissingCapabilities, type MissingCapability } from './v8/missing-capabilities.ts'
export { type FunctionLocation, isScopeName } from './v8/scopes.ts'
export { findScriptOfFunction } from './v8/scripts.ts'
export { NATIVE_REFERENCES } from './v8/user-roots.ts'
