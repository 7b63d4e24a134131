// What is tolerated of a variant, and what came of it: budgets of growth, and known leaks by the shape of their paths.
import * as v from 'valibot'

const fingerprint = v.pipe(v.string(), v.regex(/^[0-9a-f]{12}$/))
const day = v.pipe(v.string(), v.regex(/^\d{4}-\d{2}-\d{2}$/))

/** Growth that is tolerated. What it does not name is not tolerated at all. */
const budgetSchema = v.object({
  /** Bytes that memory may grow by in a step, in the heap and outside it; judged by the upper confidence bound. */
  bytesPerStep: v.nullable(v.number()),
  /** Watched objects that may be alive at the end. */
  survivors: v.nullable(v.number()),
  /** Survivors held in these ways need not be counted: where they grow, their number is that of the steps. */
  fingerprints: v.array(fingerprint),
  because: v.string(),
  /** Variants of the scenario that it is for: it is used when it is to one of them. */
  sharers: v.number(),
})
export type Budget = v.InferOutput<typeof budgetSchema>

/** A known leak, by the fingerprint of its retaining path's shape. */
const acceptanceSchema = v.object({
  fingerprint,
  because: v.string(),
  /** The last day on which it counts, `2027-01-31`; null for always. */
  until: v.nullable(day),
  sharers: v.number(),
})
export type Acceptance = v.InferOutput<typeof acceptanceSchema>

export const allowanceSchema = v.object({
  budgets: v.array(budgetSchema),
  acceptances: v.array(acceptanceSchema),
})
/** All that is tolerated of one variant. */
export type Allowance = v.InferOutput<typeof allowanceSchema>

/** What budgets are held against: bytes as their upper confidence bound, and objects alive at the end. */
const measuredSchema = v.object({ bytesPerStep: v.number(), survivors: v.number() })
export type Measured = v.InferOutput<typeof measuredSchema>

/**
 * What came of one budget or acceptance. `granted`: by it the claim counts as met. `undecided`: there was no need to
 * ask it, or no way to.
 */
export const allowanceUseSchema = v.variant('kind', [
  v.object({
    kind: v.literal('budget'),
    use: v.picklist(['granted', 'exceeded', 'unused', 'undecided']),
    budget: budgetSchema,
    measured: measuredSchema,
  }),
  v.object({
    kind: v.literal('acceptance'),
    /** `ended`: its day has passed. `outweighed`: it fits, and something else leaks as well. */
    use: v.picklist(['granted', 'ended', 'outweighed', 'unused', 'undecided']),
    acceptance: acceptanceSchema,
  }),
])
export type AllowanceUse = v.InferOutput<typeof allowanceUseSchema>
