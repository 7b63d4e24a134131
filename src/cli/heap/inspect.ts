// What one snapshot shows: of the whole heap, of one object by its id, or of one class, and why they are kept.
import { closestName } from '../../catalog/find-scenarios.ts'
import {
  computeFreedSize,
  describeRawRoot,
  describeRawStep,
  findBiggestDominators,
  findDominatorChains,
  findInstances,
  findMissingCapabilities,
  findPathEdges,
  groupSurvivors,
  type HeapAnalysis,
  inspectNode,
  listInstances,
  summarizeHeap,
} from '../../heap/index.ts'
import { UsageError } from '../../model/usage-error.ts'
import type { HeapPath, HeapReport } from '../../report/heap/heap-report.ts'
import { words } from '../../report/words/words.ts'
import { describeSurvivorGroup } from '../../retention/describe-group.ts'
import { nameChains } from '../../retention/describe-names.ts'
import { describePath } from '../../retention/describe-path.ts'
import { prepareHeapPaths } from '../../retention/holder-paths.ts'
import type { OpenedSnapshot } from './open-snapshot.ts'

const shownDominators = 15
/** Chains among which those of one name are folded. */
const searchedChains = 4 * shownDominators
const shownInstances = 20
/** Instances of a class whose paths are grouped. */
const groupedInstances = 1_000_000
const shownGroups = 3
/** References shown at each end of a path that is longer than twice this. */
const shownSteps = 25

export function inspectHeap({ file, analysis }: OpenedSnapshot): HeapReport {
  return {
    kind: 'summary',
    file,
    ...summarizeHeap(analysis),
    dominators: findBiggestDominators(analysis, shownDominators),
    chains: nameChains(analysis, findDominatorChains(analysis, searchedChains), shownDominators),
    missingCapabilities: findMissingCapabilities(analysis.graph),
  }
}

/**
 * @param why whether to find the retaining path too
 * @throws UsageError when no object has this id
 */
export function inspectObject({ file, analysis }: OpenedSnapshot, id: number, why: boolean): HeapReport {
  const ordinal = analysis.graph.findById(id)
  if (ordinal === undefined) {
    throw new UsageError('unknown-id', { id, file })
  }
  const path = why ? findWhy(analysis, ordinal, [ordinal], '') : undefined
  return {
    kind: 'node',
    file,
    node: inspectNode(analysis, ordinal),
    freedSize: computeFreedSize(analysis, ordinal),
    path,
    missingCapabilities: findMissingCapabilities(analysis.graph),
  }
}

/**
 * @param why whether to find the retaining path of the largest instance too, and to group the paths of all
 * @throws UsageError when the class has no instance
 */
export function inspectClass(
  { file, analysis }: OpenedSnapshot,
  className: string,
  why: boolean,
): HeapReport {
  const instances = findInstances(analysis, words.classNames.parseClassName(className), shownInstances)
  const [first] = instances.largest
  if (first === undefined) throw describeUnknownClass(file, analysis, className)
  const all = why ? listInstances(analysis, words.classNames.parseClassName(className), groupedInstances) : []
  const path = why
    ? findWhy(analysis, first.ordinal, all, words.classNames.describeClass(className))
    : undefined
  return {
    kind: 'class',
    file,
    className,
    ...instances,
    path,
    missingCapabilities: findMissingCapabilities(analysis.graph),
  }
}

function describeUnknownClass(file: string, analysis: HeapAnalysis, className: string): UsageError {
  const names = summarizeHeap(analysis).classes.map(({ name }) => words.classNames.describeClass(name))
  // V8 writes the names of its own groups in parentheses, which have to be quoted in a shell.
  const near = names.find(name => name === `(${className})`) ?? closestName(className, names)
  return new UsageError('unknown-class', { name: className, near, file })
}

/**
 * The retaining path of one object, and the groups of paths of all that were asked for. The middle of a very long path
 * is folded.
 * @param all ordinals of the objects whose paths are grouped
 * @param label what the objects of a group are called
 */
function findWhy(analysis: HeapAnalysis, ordinal: number, all: readonly number[], label: string): HeapPath {
  const { graph } = analysis
  const paths = prepareHeapPaths(graph)
  const { describer, tree } = paths
  const edges = findPathEdges(graph, tree, ordinal)
  const id = graph.id(ordinal)
  if (edges === undefined) return { id, steps: null, described: null, groups: [], ungrouped: all.length }
  const describe = (some: Uint32Array) => Array.from(some, edge => describeRawStep(graph, edge))
  const folded = edges.length - 2 * shownSteps
  const steps =
    folded <= 1
      ? describe(edges)
      : [...describe(edges.slice(0, shownSteps)), { folded }, ...describe(edges.slice(-shownSteps))]
  const groups = groupSurvivors(analysis, tree, all)
    .slice(0, shownGroups)
    .map(group => describeSurvivorGroup({ analysis, ...paths }, group, label, ''))
  const ungrouped = groups.reduce((left, { count }) => left - count, all.length)
  const described = edges.length === 0 ? null : describePath(graph, describer, edges, -1)
  return { id, steps: [describeRawRoot(graph), ...steps], described, groups, ungrouped }
}
