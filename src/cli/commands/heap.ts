// `leaklab heap`: what is in a heap snapshot, what holds an object, and what grew from one snapshot to the next.
import { readdirSync } from 'node:fs'
import { nearest } from '../../catalog/find-scenarios.ts'
import {
  analyzeSnapshot,
  type ClassDiff,
  describeRoot,
  describeStep,
  diffHeaps,
  findBiggestDominators,
  findDominatorChains,
  findGrowingHolders,
  findInstances,
  findMissingCapabilities,
  findPathEdges,
  groupSurvivors,
  type HeapAnalysis,
  type HeapGraph,
  inspectNode,
  listInstances,
  relateSnapshots,
  SnapshotError,
  summarizeHeap,
} from '../../heap/index.ts'
import { UsageError } from '../../model/usage-error.ts'
import { joinDiffs } from '../../report/heap/diff.ts'
import { renderHeap, renderHeapJson } from '../../report/heap/heap.ts'
import type { HeapPath, HeapReport } from '../../report/heap/heap-report.ts'
import { shellWord } from '../../report/terminal/shell-word.ts'
import { describeClass, nameOfClass } from '../../report/words/class-names.ts'
import { formatCount } from '../../report/words/numbers.ts'
import { describeSurvivorGroup } from '../../retention/describe-group.ts'
import { describePath } from '../../retention/describe-path.ts'
import { describeLargest, findPaths, MOST_HOLDERS } from '../../retention/holder-paths.ts'
import { print, styleOf } from '../output.ts'
import { createProgress, type Progress } from '../progress.ts'

export interface HeapOptions {
  class?: string
  id?: number
  why?: boolean
  everyStep?: boolean
  json?: boolean
}

const shownDominators = 15
const shownInstances = 20
const shownHolders = 10
/** Of a class, instances that are asked who holds them, and ways to be held that are described. */
const groupedInstances = 1_000_000
const shownGroups = 3
/** Of a path that is longer, so many steps at either end. */
const shownSteps = 25
/** Bytes a stretch below which a holder may as well be the engine's own doing. */
const threshold = 1024

export async function heap(files: readonly string[], options: HeapOptions): Promise<void> {
  const file = files[0]!
  if (files.length > 1) {
    throw new UsageError(
      'heap looks into one snapshot',
      `\`leaklab heap diff ${files.join(' ')}\` tells what grew between two or three`,
    )
  }
  if (options.class !== undefined && options.id !== undefined) {
    throw new UsageError('--class and --id ask for different things', 'give one of them')
  }
  if (options.why === true && options.class === undefined && options.id === undefined) {
    throw new UsageError('--why needs to know of what', `add --id <n>; \`leaklab heap ${file}\` shows ids`)
  }
  await tell(options, async live => {
    const analysis = await analyze(file, live)
    if (options.id !== undefined) return inspectObject(file, analysis, options.id, options.why === true)
    if (options.class !== undefined) {
      return inspectClass(file, analysis, options.class, options.why === true)
    }
    const dominators = findBiggestDominators(analysis, shownDominators)
    const chains = findDominatorChains(analysis, shownDominators)
    const missingCapabilities = findMissingCapabilities(analysis.graph)
    return { kind: 'summary', file, ...summarizeHeap(analysis), dominators, chains, missingCapabilities }
  })
}

export async function diff(files: readonly string[], options: HeapOptions): Promise<void> {
  if (files.length > 3) {
    throw new UsageError('diff compares two or three snapshots', 'leave out those in between')
  }
  if (files.filter(file => file === '-').length > 1) {
    throw new UsageError('only one snapshot can come from a pipe', 'name the files of the others')
  }
  if (options.class !== undefined || options.id !== undefined || options.why === true) {
    throw new UsageError(
      '--class, --id and --why are about one snapshot',
      `\`leaklab heap ${files.at(-1)} --id <n> --why\` shows what holds an object`,
    )
  }
  await tell(options, async live => {
    const analyses: HeapAnalysis[] = []
    let idsLast = true
    for (const file of files) {
      const analysis = await analyze(file, live)
      const before = analyses.at(-1)
      if (before !== undefined && haveOwnIds(before.graph, analysis.graph)) idsLast = false
      else if (before !== undefined)
        refuseStrangers(before.graph, analysis.graph, files[analyses.length - 1]!, file)
      analyses.push(analysis)
    }
    live.show('Comparing')
    const diffs = analyses.slice(1).map(({ graph }, at) => diffHeaps(analyses[at]!.graph, graph))
    const classes = joinDiffs(idsLast ? diffs : diffs.map(netOf))
    const found = idsLast ? findGrowingHolders(analyses, { threshold, limit: MOST_HOLDERS }) : []
    const missingCapabilities =
      analyses.map(({ graph }) => findMissingCapabilities(graph)).find(found => found.length > 0) ?? []
    const held = describeLargest(analyses.at(-1)!.graph, found, shownHolders)
    return { kind: 'diff', files: [...files], classes, ...held, threshold, idsLast, missingCapabilities }
  })
}

async function tell(
  { everyStep, json }: HeapOptions,
  work: (live: Progress) => Promise<HeapReport>,
): Promise<void> {
  // Ctrl-C is left to the system: nothing of ours could hear it while the analysis has the thread, and nothing is to
  // be cleaned up.
  const live = await createProgress('Reading', false)
  let report: HeapReport
  try {
    report = await work(live)
  } finally {
    live.stop()
  }
  print(json === true ? renderHeapJson(report) : renderHeap(report, styleOf(process.stdout), everyStep))
}

async function analyze(file: string, live: Progress): Promise<HeapAnalysis> {
  live.show(`Reading ${file}`)
  if (file === '-' && process.stdin.isTTY) {
    throw new UsageError(
      '- reads a snapshot from a pipe, and there is none',
      'gunzip -c app.gz | leaklab heap -',
    )
  }
  try {
    return await analyzeSnapshot(file === '-' ? process.stdin : file, {
      onProgress: (bytesRead, size) => {
        if (size !== undefined) live.show(`Reading ${file}: ${Math.floor((100 * bytesRead) / size)} %`)
      },
      onPhase: (phase, { nodeCount }) =>
        live.show(`Analyzing ${file}, ${formatCount(nodeCount)} nodes: ${phase}`),
    })
  } catch (error) {
    throw error instanceof SnapshotError ? explain(file, error) : error
  }
}

const takeOne = 'v8.writeHeapSnapshot() writes one, and so does `node --heapsnapshot-signal=SIGUSR2 app.js`'

function explain(file: string, error: SnapshotError): UsageError {
  const { code } = (error.cause ?? {}) as NodeJS.ErrnoException
  switch (error.code) {
    case 'unreadable':
      if (code === 'ENOENT') return new UsageError(`there is no file ${file}`, `check its path; ${takeOne}`)
      if (code === 'EISDIR') return new UsageError(`${file} is a folder`, adviseOnFolder(file))
      return new UsageError(error.message, 'check the path and the rights of the file')
    case 'truncated':
      return new UsageError(
        `${file} is not complete: ${error.message}`,
        'let the process that writes it live until the file is complete; is the disk full?',
      )
    case 'compressed':
      return new UsageError(`${file} is compressed`, `unpack it first: \`gunzip ${file}\``)
    case 'too-large':
      return new UsageError(
        `${file} is too large: ${error.message}`,
        'look at it where more memory is free, or take it earlier; --max-old-space-size changes nothing here',
      )
    default: {
      const reason = error.message.replace(/^Not a readable heap snapshot: /, '')
      return new UsageError(`${file} is no heap snapshot: ${reason}`, takeOne)
    }
  }
}

function adviseOnFolder(folder: string): string {
  const [found] = readdirSync(folder).filter(name => name.endsWith('.heapsnapshot'))
  return found === undefined ? takeOne : `name a file in it, such as ${found}`
}

/** Bun numbers all objects anew for each snapshot. V8 does not: there, other ids are another process. */
function haveOwnIds(older: HeapGraph, newer: HeapGraph): boolean {
  const isForeign = [older, newer].every(graph => findMissingCapabilities(graph).length > 0)
  return isForeign && relateSnapshots(older, newer) === 'other process'
}

/** Where every object seems new, and every older one gone, only the difference is known. */
function netOf(diff: readonly ClassDiff[]): ClassDiff[] {
  return diff.map(entry => ({
    ...entry,
    addedCount: Math.max(0, entry.countDelta),
    addedSize: Math.max(0, entry.sizeDelta),
    deletedCount: Math.max(0, -entry.countDelta),
    deletedSize: Math.max(0, -entry.sizeDelta),
  }))
}

function refuseStrangers(older: HeapGraph, newer: HeapGraph, olderFile: string, newerFile: string): void {
  const relation = relateSnapshots(older, newer)
  if (relation === 'other process') {
    throw new UsageError(
      `${olderFile} and ${newerFile} are not of one process: their ids mean different objects`,
      'take the snapshots in one process, one after the other, with as many steps between them',
    )
  }
  if (relation === 'reversed') {
    throw new UsageError(
      `${newerFile} was taken before ${olderFile}`,
      'give the snapshots in the order in which they were taken, oldest first',
    )
  }
}

function inspectObject(file: string, analysis: HeapAnalysis, id: number, why: boolean): HeapReport {
  const ordinal = analysis.graph.findById(id)
  if (ordinal === undefined) {
    throw new UsageError(
      `there is no @${id} in ${file}`,
      `ids hold for the snapshots of one process; \`leaklab heap ${file} --class <constructor>\` shows some`,
    )
  }
  const path = why ? findWhy(analysis, ordinal, [ordinal], '') : undefined
  return {
    kind: 'node',
    file,
    node: inspectNode(analysis, ordinal),
    path,
    missingCapabilities: findMissingCapabilities(analysis.graph),
  }
}

function inspectClass(file: string, analysis: HeapAnalysis, className: string, why: boolean): HeapReport {
  const instances = findInstances(analysis, nameOfClass(className), shownInstances)
  const [first] = instances.largest
  if (first === undefined) throw unknownClass(file, analysis, className)
  const all = why ? listInstances(analysis, nameOfClass(className), groupedInstances) : []
  const path = why ? findWhy(analysis, first.ordinal, all, describeClass(className)) : undefined
  return {
    kind: 'class',
    file,
    className,
    ...instances,
    path,
    missingCapabilities: findMissingCapabilities(analysis.graph),
  }
}

function unknownClass(file: string, analysis: HeapAnalysis, className: string): UsageError {
  const names = summarizeHeap(analysis).classes.map(({ name }) => describeClass(name))
  // V8's own groups have their names in parentheses, which a shell would have quoted.
  const near = names.find(name => name === `(${className})`) ?? nearest(className, names)
  const all = `\`leaklab heap ${file}\` shows the largest`
  return new UsageError(
    `there is no ${className} in ${file}`,
    near === undefined ? all : `did you mean ${shellWord(near)}? ${all}`,
  )
}

/** The path that a person would tell; of one as long as a list only its two ends. And how all like it are held. */
function findWhy(analysis: HeapAnalysis, ordinal: number, all: readonly number[], label: string): HeapPath {
  const { graph } = analysis
  const paths = findPaths(graph)
  const { describer, tree } = paths
  const edges = findPathEdges(graph, tree, ordinal)
  const id = graph.id(ordinal)
  if (edges === undefined) return { id, steps: null, described: null, groups: [], ungrouped: all.length }
  const describe = (some: Uint32Array) => Array.from(some, edge => describeStep(graph, edge))
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
  return { id, steps: [describeRoot(graph), ...steps], described, groups, ungrouped }
}
