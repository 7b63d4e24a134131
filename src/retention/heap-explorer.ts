// Everything that the interactive browser of a heap asks, answered at once: classes, objects, and the path to each object.
import {
  type HeapAnalysis,
  type HeapGraph,
  type HeapIndex,
  indexHeap,
  indexPathEnds,
  type PathEnds,
} from '../heap/index.ts'
import type { Cause, RetainingStep } from '../model/retention.ts'
import { causeOf } from './describe-group.ts'
import { describePath, describePathWithGap } from './describe-path.ts'
import { type HeapPaths, prepareHeapPaths } from './holder-paths.ts'

export interface HeapExplorer extends HeapIndex {
  /** Why an object is alive; null where only weak edges lead to it. */
  findPath(ordinal: number): ExplorerPath | null
}

export interface ExplorerPath {
  /** The GC root first, the object last. */
  steps: (ExplorerStep | ExplorerGap)[]
  /** Index of the step that holds the object. */
  holder: number
  cause: Cause | null
}

export interface ExplorerStep {
  ordinal: number
  step: RetainingStep
}

/** In place of so many references in the middle of a long path. */
export interface ExplorerGap {
  omitted: number
}

/** References of a path that is described as a whole: a description takes microseconds for each. */
const MOST_EDGES = 1000

/**
 * Indexes a heap for all that `HeapExplorer` answers: 32 bytes a node and 4 an edge.
 * Throws SnapshotError `too-large` if there is not enough memory.
 * @param onPhase called before each phase, which blocks the thread
 */
export function createHeapExplorer(
  analysis: HeapAnalysis,
  onPhase: (phase: 'index' | 'paths') => void = () => {},
): HeapExplorer {
  const { graph } = analysis
  onPhase('index')
  const index = indexHeap(analysis)
  onPhase('paths')
  const paths = prepareHeapPaths(graph)
  paths.describer.prepare()
  const ends = indexPathEnds(graph, paths.tree)
  return {
    ...index,
    findPath(ordinal) {
      const found = ends.find(ordinal, MOST_EDGES)
      if (found === undefined) return null
      return found.head.length === 0
        ? { steps: [], holder: 0, cause: null }
        : describeEnds(graph, paths, found)
    },
  }
}

function describeEnds(
  graph: HeapGraph,
  { describer }: HeapPaths,
  { head, omitted, tail }: PathEnds,
): ExplorerPath {
  const edges = omitted === 0 ? head : tail
  const holder = graph.edgeSource(edges.at(-1)!)
  const ordinals = new Map(
    [...head, ...tail].map(edge => [graph.id(graph.edgeTarget(edge)), graph.edgeTarget(edge)]),
  )
  const withOrdinal = (step: RetainingStep): ExplorerStep => ({
    step,
    ordinal: ordinals.get(step.id) ?? graph.rootOrdinal,
  })
  if (omitted === 0) {
    const path = describePath(graph, describer, edges, holder)
    return { steps: path.steps.map(withOrdinal), holder: path.holder, cause: causeOf(path) }
  }
  const { above, below } = describePathWithGap(graph, describer, head, tail, holder)
  return {
    steps: [...above.map(withOrdinal), { omitted }, ...below.steps.map(withOrdinal)],
    holder: above.length + 1 + below.holder,
    cause: causeOf(below),
  }
}
