// What has a student done? The progress through the lessons.
import * as v from 'valibot'

const doneSchema = v.object({
  /** Whether the outcome was predicted right; null where the measurement said nothing. */
  outcome: v.nullable(v.boolean()),
  /** Whether the reason was right; null where there were none to choose from. */
  reason: v.nullable(v.boolean()),
})

export const progressSchema = v.object({
  version: v.literal(1),
  /** By the scenario's id: `caches/strong-cache`. */
  lessons: v.record(v.string(), doneSchema),
  /** The lesson that was opened last; null if none was. */
  last: v.nullable(v.string()),
})
export type Progress = v.InferOutput<typeof progressSchema>

export const noProgress: Progress = { version: 1, lessons: {}, last: null }

/** Lessons done, and those with the right outcome. */
export function countProgress({ lessons }: Progress): { done: number; right: number } {
  const all = Object.values(lessons)
  return { done: all.length, right: all.filter(({ outcome }) => outcome === true).length }
}
