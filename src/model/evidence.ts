// Which figures of a verdict decide? Questions to its evidence. Without a schema, so that loading it takes no time.
import type { Evidence, Series, Trend, Verdict } from './verdict.ts'

/** The first evidence of one kind, if there is any. There is growth evidence for each series: see growthOf. */
export function findEvidence<Kind extends Evidence['kind']>(
  evidence: readonly Evidence[],
  kind: Kind,
): Extract<Evidence, { kind: Kind }> | undefined {
  return evidence.find((piece): piece is Extract<Evidence, { kind: Kind }> => piece.kind === kind)
}

/** Growth in bytes per iteration: the slope, and the bounds of its confidence interval. */
export interface Growth {
  low: number
  bytesPerStep: number
  high: number
}

/**
 * The total growth of memory: the JS heap, the memory outside it, and the heaps of worker threads. External memory contains the array buffers, but not
 * all of them on every engine, so the larger of the two counts. A negative figure counts as 0.
 * What no counter explains counts only if it certainly grows.
 * @param trends which series count; by default those that grow, and those whose growth cannot be ruled out
 */
export function growthOf(
  evidence: readonly Evidence[],
  trends: readonly Trend[] = ['rising', 'unclear'],
): Growth {
  const figure = (series: Series, key: keyof Growth, counting = trends) =>
    evidence.reduce(
      (most, piece) =>
        piece.kind === 'growth' && piece.series === series && counting.includes(piece.trend)
          ? Math.max(most, piece[key])
          : most,
      0,
    )
  const total = (key: keyof Growth) =>
    figure('heap', key) +
    Math.max(figure('external', key), figure('arrayBuffers', key)) +
    figure('workers', key) +
    figure('uncounted', key, ['rising'])
  return { low: total('low'), bytesPerStep: total('bytesPerStep'), high: total('high') }
}

/** Whether every iteration takes more of a resource of the system, such as descriptors. */
export function takesEverMore(evidence: readonly Evidence[]): boolean {
  return findEvidence(evidence, 'resource')?.pointsTo === 'leaking'
}

/** Whether a leak is in worker threads alone. Buffers of a worker thread are memory that no counter of the main thread explains. */
export function growsInWorkersOnly(evidence: readonly Evidence[]): boolean {
  const leaking = evidence.filter(({ pointsTo }) => pointsTo === 'leaking')
  const series = leaking.map(piece => (piece.kind === 'growth' ? piece.series : undefined))
  return series.includes('workers') && series.every(one => one === 'workers' || one === 'uncounted')
}

/** Whether the claim counts as met because of a budget or an acceptance. */
export function isTolerated({ toleranceUses = [] }: Pick<Verdict, 'toleranceUses'>): boolean {
  return toleranceUses.some(({ use }) => use === 'applied')
}

/** Whether memory rose once and stayed level, although nothing that the scenario holds is in it. */
export function hasRisenOnce({ evidence, outcome }: Pick<Verdict, 'evidence' | 'outcome'>): boolean {
  return (
    outcome === 'collected' &&
    findEvidence(evidence, 'survivors') === undefined &&
    evidence.some(piece => piece.kind === 'growth' && piece.trend === 'leveled-off')
  )
}

/** The growth that decided the verdict: the largest that points to a leak, otherwise that of the JS heap. */
export function findMainGrowth({ evidence }: Verdict): Extract<Evidence, { kind: 'growth' }> | undefined {
  const growth = evidence.filter(piece => piece.kind === 'growth')
  const leaking = growth
    .filter(({ pointsTo }) => pointsTo === 'leaking')
    .sort((a, b) => b.bytesPerStep - a.bytesPerStep)
  return leaking[0] ?? growth.find(({ series }) => series === 'heap')
}

/** Watched objects whose collection was followed, without those that were only counted because the table was full. */
export function countTracked(verdict: Verdict): number {
  return (
    findEvidence(verdict.evidence, 'finalization')?.watched ??
    findEvidence(verdict.evidence, 'survivors')?.watched ??
    0
  )
}
