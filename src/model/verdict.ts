// What does a recording show? The verdict, its evidence and its caveats, as codes. The sentences are in report/words/.
import * as v from 'valibot'
import { finite, list } from './bounded.ts'
import { pathStepSchema } from './retention.ts'
import { offers } from './runtime.ts'
import { toleranceUseSchema } from './tolerance.ts'

/** The result for one variant. `failed`: the trial did not complete, or its readings cannot be trusted. */
const outcomeSchema = v.picklist(['leaking', 'plateau', 'collected', 'inconclusive', 'failed'])
export type Outcome = v.InferOutput<typeof outcomeSchema>

/** How a series behaves over the stages of a trial. */
const trendSchema = v.picklist(['rising', 'flat', 'leveled-off', 'unclear'])
export type Trend = v.InferOutput<typeof trendSchema>

const seriesSchema = v.picklist(['heap', 'external', 'arrayBuffers', 'alive', 'workers', 'uncounted'])
export type Series = v.InferOutput<typeof seriesSchema>

const pointsToSchema = v.picklist(['leaking', 'plateau', 'collected', 'nothing'])

const evidenceSchema = v.variant('kind', [
  /** Growth per iteration of one kind of memory: the Theil–Sen slope and its 99 % confidence interval. */
  v.object({
    kind: v.literal('growth'),
    pointsTo: pointsToSchema,
    series: seriesSchema,
    trend: trendSchema,
    bytesPerStep: finite,
    low: finite,
    high: finite,
    rounds: finite,
    steps: finite,
    /** Of the heaps of worker threads: whether it was looked at what keeps it there. */
    isInspected: v.optional(v.boolean()),
  }),
  v.object({
    kind: v.literal('survivors'),
    pointsTo: pointsToSchema,
    trend: trendSchema,
    watched: finite,
    alive: finite,
    oldestRound: v.nullable(finite),
    lastRound: finite,
    labels: list(v.object({ label: v.string(), watched: finite, alive: finite })),
  }),
  v.object({
    kind: v.literal('finalization'),
    pointsTo: pointsToSchema,
    watched: finite,
    delivered: finite,
  }),
  v.object({
    kind: v.literal('recovery'),
    pointsTo: pointsToSchema,
    /** Bytes freed when the scenario's references were dropped, and bytes by which memory had grown before that. */
    recoveredBytes: finite,
    keptBytes: finite,
    /** How much of the bytes freed the set-up may have made. Absent in reports of earlier versions. */
    setUpBytes: v.optional(finite),
    recoveredObjects: finite,
  }),
  /** What retains most of the survivors, or what grows most, according to the heap inspection. Never decides. */
  v.object({
    kind: v.literal('retention'),
    pointsTo: pointsToSchema,
    holder: pathStepSchema,
    /** Watched objects that it retains directly; 0 when nothing was watched. */
    retainedObjects: finite,
    label: v.string(),
    fingerprint: v.string(),
  }),
  /** A kind of resource of the system of which each iteration takes more: Node's name of it, `descriptors`, or `addressSpace` in GiB. */
  v.object({
    kind: v.literal('resource'),
    pointsTo: pointsToSchema,
    resource: v.string(),
    trend: trendSchema,
    perStep: finite,
    low: finite,
    high: finite,
    /** How many are open at the last reading, and after how many iterations. */
    open: finite,
    steps: finite,
  }),
  v.object({
    kind: v.literal('exhaustion'),
    pointsTo: pointsToSchema,
    limitMb: finite,
    steps: finite,
  }),
])
export type Evidence = v.InferOutput<typeof evidenceSchema>

const caveatSchema = v.variant('code', [
  v.object({ code: v.literal('nothing-watched') }),
  /** Measurement noise: a leak smaller than this could go unnoticed. */
  v.object({ code: v.literal('noisy'), hiddenBytesPerStep: finite }),
  v.object({ code: v.literal('did-not-converge'), rounds: finite }),
  /** `fixed`: they are as many as the user asked for. Absent in reports of earlier versions. */
  v.object({ code: v.literal('few-rounds'), rounds: finite, fixed: v.optional(v.boolean(), false) }),
  /** The trial was stopped at the time limit. The readings before it decide. */
  v.object({ code: v.literal('cut-short'), afterMs: finite }),
  /** An iteration failed. The readings before it decide. */
  v.object({ code: v.literal('ended-by-error'), step: finite, message: v.string() }),
  /** Memory that no counter explains rose, but not at one rate for long enough. */
  v.object({
    code: v.literal('uncounted-rises'),
    bytesPerStep: finite,
    /** What was once in use outside the heap, where all that rose is less: malloc may keep it. */
    onceInUseBytes: v.optional(finite),
  }),
  /** Kinds of memory that were not looked at: the system does not tell, or a worker thread did not answer. */
  v.object({ code: v.literal('not-looked-at'), series: list(seriesSchema) }),
  /** What the engine does not offer, so that it was not looked at either. */
  v.object({ code: v.literal('not-offered'), engine: v.string(), offers: list(v.picklist(offers)) }),
  v.object({ code: v.literal('sampled'), untracked: finite }),
  v.object({ code: v.literal('foreign-lines'), lines: finite }),
  /** Not every forced collection was major, so no reading can be trusted. */
  v.object({ code: v.literal('not-major'), forced: finite, forcedMajor: finite }),
])
export type Caveat = v.InferOutput<typeof caveatSchema>

export const verdictSchema = v.object({
  outcome: outcomeSchema,
  evidence: list(evidenceSchema),
  caveats: list(caveatSchema),
  /** Whether the claim is met, or counts as met because of a tolerance; null when the outcome is inconclusive or failed. */
  claimMet: v.nullable(v.boolean()),
  /** The use of each budget and acceptance; absent when nothing is tolerated. */
  toleranceUses: v.optional(list(toleranceUseSchema)),
})
export type Verdict = v.InferOutput<typeof verdictSchema>
