// The retaining paths of growing holders, for `run` and `heap diff`.
import {
  computeWeightedPaths,
  findPathEdges,
  type GrowingHolder,
  type GrowingReference,
  type HeapGraph,
  NATIVE_REFERENCES,
  type PathDescriber,
  type PathTree,
} from '../heap/index.ts'
import type { Cause, RetainingPath, RetainingStep } from '../model/retention.ts'
import { chooseCause } from './cause.ts'
import { createScenarioPathDescriber, describePath } from './describe-path.ts'
import { holdsItsTargets } from './held-values.ts'

/** What describes the paths of one heap. */
export interface HeapPaths {
  graph: HeapGraph
  tree: PathTree
  describer: PathDescriber
}

export function prepareHeapPaths(graph: HeapGraph): HeapPaths {
  return { graph, tree: computeWeightedPaths(graph), describer: createScenarioPathDescriber(graph) }
}

/** Holders that are searched for; those that are not described are summed up. */
export const MAX_HOLDERS = 50
/** A holder is small below this part of the largest growth. */
const SMALL_PART = 0.05

/** Other holders that hold less of the same are left out. */
const LEAST_SHARE = 0.2
/** Holders of at least so much of the same hold the same: between two snapshots some objects come and go. */
const ALL = 0.95

/** A growing holder and what retains it. */
export interface HolderWithPath extends Omit<GrowingHolder, 'others' | 'references'> {
  /** Its last step is the holder, or the reference of it that leads to what grows; null where only weak edges lead to it. */
  path: RetainingPath | null
  others: OtherPath[]
}

/** The path to another holder of the same. */
interface OtherPath {
  path: RetainingPath
  /** As in `OtherHolder`. */
  share: number
}

/**
 * The same holder; or with another one in its place, if this is in the program and the first one inside of Node, or if it is the registry
 * that the first one belongs to. Of several others, it has to be one that holds the same.
 */
function putProgramFirst(heap: HeapPaths, holder: GrowingHolder): GrowingHolder {
  const { others } = holder
  const [path] = others.length === 0 ? [] : describePathsTo(heap, holder)
  if (path === undefined) return holder
  const least = others.length === 1 ? LEAST_SHARE : ALL
  const other = others.find(one => {
    const [otherPath] = one.share < least ? [] : describePathsTo(heap, one)
    if (otherPath === undefined) return false
    return (isOfNode(path.path) && !isOfNode(otherPath.path)) || isRegistryOf(otherPath.path, path.path)
  })
  if (other === undefined) return holder
  const { ordinal, id, type, name, retainedSize, references } = holder
  const { share, sharedPart, ...second } = other
  const first = { ordinal, id, type, name, retainedSize, references, share: sharedPart, sharedPart: share }
  return { ...holder, ...second, others: [first, ...others.filter(one => one !== other)] }
}

/**
 * Adds the path to each holder. Leaves out small holders inside of Node, such as its lists of requests: most are bounded,
 * and a program cannot release them.
 * @param found largest first
 */
export function describeHolderPaths(heap: HeapPaths, found: readonly GrowingHolder[]): HolderWithPath[] {
  const largest = Math.min(...(found[0]?.growth ?? [0]))
  return found.flatMap((each): HolderWithPath[] => {
    const holder = putProgramFirst(heap, each)
    const { references: _, ...described } = holder
    const paths = describePathsTo(heap, holder)
    if (paths.length === 0) return [{ ...described, path: null, others: [] }]
    const isSmall = Math.min(...holder.growth) < SMALL_PART * largest
    if (isSmall && isOfNode(paths[0]!.path)) return []
    const isTimers = isOfTimers(paths[0]!.path)
    const others = holder.others
      .filter(({ share }) => share >= LEAST_SHARE)
      .flatMap(other => describePathsTo(heap, other).map(({ path }) => ({ path, share: other.share })))
      // Node keeps each timer in several lists, and clears it from all of them.
      .filter(({ path }) => !isTimers || !isOfTimers(path))
      .filter(({ path }) => !isRegistryOf(paths[0]!.path, path))
      .filter(({ path }) => !beginsInNode(path) || beginsInNode(paths[0]!.path))
    return paths.map(({ path, part }, at) => ({
      ...described,
      // Which of the new objects are below which of the paths is not known.
      addedClasses: paths.length === 1 ? holder.addedClasses : [],
      growth: holder.growth.map(bytes => bytes * part),
      share: holder.share * part,
      path: { ...path, cause: causeOfHolder(heap, holder, path) },
      others: at === 0 ? others : [],
    }))
  })
}

/** Is the first place on the path in a file of Node? */
function beginsInNode({ steps }: RetainingPath): boolean {
  return steps.find(({ place }) => place !== '')?.place.startsWith('node:') === true
}

/** If nothing else holds it, what a registry holds says more than where the registry is referenced. */
function causeOfHolder({ graph }: HeapPaths, holder: GrowingHolder, path: RetainingPath): Cause | null {
  if (holder.others.length === 0 && holdsItsTargets(graph, holder.ordinal)) return 'finalization-holdings'
  return chooseCause(causeInProgram(path), holder.addedClasses)
}

/** That a function of Node holds its scope is nothing that a program can change. */
function causeInProgram(path: RetainingPath): Cause | null {
  return path.cause === 'shared-scope' && beginsInNode(path) ? null : path.cause
}

/** Native code references a Blob for as long as the registry of object URLs has it. */
function isRegistryOf(registry: RetainingPath, { steps }: RetainingPath): boolean {
  return registry.steps[0]?.name === 'object URLs' && steps[0]?.name === NATIVE_REFERENCES
}

function isOfTimers({ steps }: RetainingPath): boolean {
  return steps[0]?.name === 'timers'
}

/** The path to a holder, or to each of its references that lead to what grows, with its part of the growth. */
function describePathsTo(
  { graph, tree, describer }: HeapPaths,
  { ordinal, references }: Pick<GrowingHolder, 'ordinal' | 'references'>,
): { path: RetainingPath; part: number }[] {
  const edges = findPathEdges(graph, tree, ordinal)
  if (edges === undefined || edges.length === 0) return []
  const all = references.reduce((sum, { weight }) => sum + weight, 0)
  const none: GrowingReference = { edges: new Uint32Array(0), isExample: false, moreRepeats: 0, weight: all }
  return (references.length === 0 ? [none] : references).map(
    ({ edges: more, isExample, moreRepeats, weight }) => {
      const whole = new Uint32Array(edges.length + more.length)
      whole.set(edges)
      whole.set(more, edges.length)
      const end = isExample ? ordinal : graph.edgeTarget(whole.at(-1)!)
      const path = describePath(graph, describer, whole, end)
      const steps = isExample ? dropIndexes(path.steps, path.holder) : addRepeats(path.steps, moreRepeats)
      return { path: { ...path, steps, holder: steps.length - 1 }, part: all === 0 ? 1 : weight / all }
    },
  )
}

/** Leaves out the indexes of elements below a holder: any other element would do as an example. */
function dropIndexes(steps: readonly RetainingStep[], holder: number): RetainingStep[] {
  return steps.map((step, at) => (at > holder && step.by === 'element' ? { ...step, name: '' } : step))
}

/** Adds links of a list that are not on the path to the step that stands for them. */
function addRepeats(steps: readonly RetainingStep[], moreRepeats: number): RetainingStep[] {
  const last = steps.findLastIndex(({ times }) => times > 1)
  return steps.map((step, at) => (at === last ? { ...step, times: step.times + moreRepeats } : step))
}

/** Is the last place on the path in a file of Node? */
function isOfNode({ steps }: RetainingPath): boolean {
  return steps.findLast(({ place }) => place !== '')?.place.startsWith('node:') === true
}

/**
 * The largest holders with their paths, and the sum of the rest.
 * @param graph the newest
 * @param found largest first
 */
export function describeLargestHolders(graph: HeapGraph, found: readonly GrowingHolder[], limit: number) {
  const all = found.length === 0 ? [] : describeHolderPaths(prepareHeapPaths(graph), found)
  const rest = all.slice(limit)
  const growth = (found[0]?.growth ?? []).map((_, interval) =>
    rest.reduce((sum, { growth }) => sum + growth[interval]!, 0),
  )
  return { holders: all.slice(0, limit), smaller: { count: rest.length, growth } }
}
