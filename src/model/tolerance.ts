// Which growth does a recording's variant tolerate, and which of its tolerances apply? The schemas of scenario/tolerances.ts,
// and what the verdict says of the use of each.
import * as v from 'valibot'
import type { Acceptance, Budget, Tolerances } from '../scenario/tolerances.ts'
import { count, list } from './bounded.ts'

export type { Acceptance, Budget, Tolerances } from '../scenario/tolerances.ts'

/** Only compared with what was measured, so a user may write any size. */
const finite = v.pipe(v.number(), v.minValue(-Number.MAX_VALUE), v.maxValue(Number.MAX_VALUE))
const fingerprint = v.pipe(v.string(), v.regex(/^[0-9a-f]{12}$/))
const day = v.pipe(v.string(), v.regex(/^\d{4}-\d{2}-\d{2}$/))

const budgetSchema: v.GenericSchema<Budget> = v.object({
  bytesPerStep: v.nullable(finite),
  survivors: v.nullable(finite),
  fingerprints: list(fingerprint),
  because: v.string(),
  sharers: count,
})

const acceptanceSchema: v.GenericSchema<Acceptance> = v.object({
  fingerprint,
  because: v.string(),
  until: v.nullable(day),
  sharers: count,
})

export const tolerancesSchema: v.GenericSchema<Tolerances> = v.object({
  budgets: list(budgetSchema),
  acceptances: list(acceptanceSchema),
})

/** What budgets are compared with: the upper bound of the growth, and the objects alive at the end. */
const measuredSchema = v.object({ bytesPerStep: finite, survivors: finite })
export type Measured = v.InferOutput<typeof measuredSchema>

/**
 * The use of one budget or acceptance. `applied`: because of it, the claim counts as met. `unused`: it was not needed, or
 * matches nothing. `undecided`: another tolerance applied, or there was not enough evidence.
 */
export const toleranceUseSchema = v.variant('kind', [
  v.object({
    kind: v.literal('budget'),
    /** `exceeded`: more was measured than it tolerates. */
    use: v.picklist(['applied', 'exceeded', 'unused', 'undecided']),
    budget: budgetSchema,
    measured: measuredSchema,
  }),
  v.object({
    kind: v.literal('acceptance'),
    /** `expired`: its last day has passed. `insufficient`: it matches, but not all that leaks is accepted. */
    use: v.picklist(['applied', 'expired', 'insufficient', 'unused', 'undecided']),
    acceptance: acceptanceSchema,
  }),
])
export type ToleranceUse = v.InferOutput<typeof toleranceUseSchema>
