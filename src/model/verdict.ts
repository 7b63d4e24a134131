// What a Recording says: a verdict, its evidence, its caveats. Codes only; the words are in report/wording.ts.
import * as v from 'valibot'
import { pathStepSchema } from './retention.ts'
import { toleranceUseSchema } from './tolerance.ts'

/** The answer about one variant. `failed`: the trial could not be lived to its end. */
const outcomeSchema = v.picklist(['leaking', 'plateau', 'collected', 'inconclusive', 'failed'])
export type Outcome = v.InferOutput<typeof outcomeSchema>

/** How a series behaves over the stages of a trial. */
const trendSchema = v.picklist(['rising', 'flat', 'leveled-off', 'unclear'])
export type Trend = v.InferOutput<typeof trendSchema>

const seriesSchema = v.picklist(['heap', 'external', 'arrayBuffers', 'alive'])
export type Series = v.InferOutput<typeof seriesSchema>

const pointsToSchema = v.picklist(['leaking', 'plateau', 'collected', 'nothing'])

const evidenceSchema = v.variant('kind', [
  /** Growth per step of one kind of memory, by Theil–Sen, with its confidence interval. */
  v.object({
    kind: v.literal('growth'),
    pointsTo: pointsToSchema,
    series: seriesSchema,
    trend: trendSchema,
    bytesPerStep: v.number(),
    low: v.number(),
    high: v.number(),
    rounds: v.number(),
    steps: v.number(),
  }),
  v.object({
    kind: v.literal('survivors'),
    pointsTo: pointsToSchema,
    trend: trendSchema,
    watched: v.number(),
    alive: v.number(),
    oldestRound: v.nullable(v.number()),
    lastRound: v.number(),
    labels: v.array(v.object({ label: v.string(), watched: v.number(), alive: v.number() })),
  }),
  v.object({
    kind: v.literal('finalization'),
    pointsTo: pointsToSchema,
    watched: v.number(),
    delivered: v.number(),
  }),
  v.object({
    kind: v.literal('recovery'),
    pointsTo: pointsToSchema,
    /** Bytes that came back when the world was dropped, and bytes kept since the first step before that. */
    recoveredBytes: v.number(),
    keptBytes: v.number(),
    recoveredObjects: v.number(),
  }),
  /** What holds most of the survivors, or what grows most, in a look into the heap. Never decides. */
  v.object({
    kind: v.literal('retention'),
    pointsTo: pointsToSchema,
    holder: pathStepSchema,
    /** Watched objects that it holds; 0 where nothing was watched. */
    holds: v.number(),
    label: v.string(),
    fingerprint: v.string(),
  }),
  v.object({
    kind: v.literal('exhaustion'),
    pointsTo: pointsToSchema,
    limitMb: v.number(),
    steps: v.number(),
  }),
])
export type Evidence = v.InferOutput<typeof evidenceSchema>

/** The evidence of one kind, where there is some. Of growth there is one for each series: see growthOf. */
export function findEvidence<Kind extends Evidence['kind']>(
  evidence: readonly Evidence[],
  kind: Kind,
): Extract<Evidence, { kind: Kind }> | undefined {
  return evidence.find((piece): piece is Extract<Evidence, { kind: Kind }> => piece.kind === kind)
}

/** What grows, in bytes per step: the slope and its confidence interval. */
export interface Growth {
  low: number
  bytesPerStep: number
  high: number
}

/**
 * The growth of memory in all: the JS heap and what is outside of it. External memory contains the array buffers, but
 * not all of them on every engine, so the larger of the two counts.
 * @param trends which series count; without it those that grow, and those whose growth cannot be ruled out
 */
export function growthOf(
  evidence: readonly Evidence[],
  trends: readonly Trend[] = ['rising', 'unclear'],
): Growth {
  const figure = (series: Series, key: keyof Growth) =>
    evidence.reduce(
      (most, piece) =>
        piece.kind === 'growth' && piece.series === series && trends.includes(piece.trend)
          ? Math.max(most, piece[key])
          : most,
      0,
    )
  const total = (key: keyof Growth) =>
    figure('heap', key) + Math.max(figure('external', key), figure('arrayBuffers', key))
  return { low: total('low'), bytesPerStep: total('bytesPerStep'), high: total('high') }
}

const caveatSchema = v.variant('code', [
  v.object({ code: v.literal('nothing-watched') }),
  /** The heap moved by itself: a leak smaller than this could hide in it. */
  v.object({ code: v.literal('noisy'), hiddenBytesPerStep: v.number() }),
  v.object({ code: v.literal('did-not-converge'), rounds: v.number() }),
  v.object({ code: v.literal('few-rounds'), rounds: v.number() }),
  /** It was stopped at the time limit: judged by what was read before. */
  v.object({ code: v.literal('cut-short'), afterMs: v.number() }),
  v.object({ code: v.literal('sampled'), untracked: v.number() }),
  v.object({ code: v.literal('foreign-lines'), lines: v.number() }),
  /** Not every forced collection was a major one: nothing that was read can be trusted. */
  v.object({ code: v.literal('not-major'), forced: v.number(), forcedMajor: v.number() }),
])
export type Caveat = v.InferOutput<typeof caveatSchema>

export const verdictSchema = v.object({
  outcome: outcomeSchema,
  evidence: v.array(evidenceSchema),
  caveats: v.array(caveatSchema),
  /** Whether the variant's claim holds, or counts as met by what is tolerated; null when there is no verdict to compare. */
  claimMet: v.nullable(v.boolean()),
  /** What came of each budget and acceptance; absent where nothing is tolerated. */
  toleranceUses: v.optional(v.array(toleranceUseSchema)),
})
export type Verdict = v.InferOutput<typeof verdictSchema>

/** Whether the claim counts as met because of what is tolerated. */
export function isTolerated({ toleranceUses = [] }: Pick<Verdict, 'toleranceUses'>): boolean {
  return toleranceUses.some(({ use }) => use === 'applied')
}
