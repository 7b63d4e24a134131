// What a Recording says: a verdict, its evidence, its caveats. Codes only; the words are in report/wording.ts.
import * as v from 'valibot'
import { pathStepSchema } from './retention.ts'
import { allowanceUseSchema } from './tolerance.ts'

/** The answer about one variant. `failed`: the trial could not be lived to its end. */
const outcomeSchema = v.picklist(['leaking', 'plateau', 'collected', 'inconclusive', 'failed'])
export type Outcome = v.InferOutput<typeof outcomeSchema>

/** How a series behaves over the stages of a trial. */
const trendSchema = v.picklist(['rising', 'flat', 'settled', 'unclear'])
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

const caveatSchema = v.variant('code', [
  v.object({ code: v.literal('nothing-watched') }),
  /** The heap moved by itself: a leak smaller than this could hide in it. */
  v.object({ code: v.literal('noisy'), hiddenBytesPerStep: v.number() }),
  v.object({ code: v.literal('unsettled'), rounds: v.number() }),
  v.object({ code: v.literal('few-rounds'), rounds: v.number() }),
  /** It was stopped at the time limit: judged by what was read before. */
  v.object({ code: v.literal('cut-short'), afterMs: v.number() }),
  v.object({ code: v.literal('sampled'), unwitnessed: v.number() }),
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
  allowances: v.optional(v.array(allowanceUseSchema)),
})
export type Verdict = v.InferOutput<typeof verdictSchema>
