// What does a presentation tell the lecturer's second terminal? It is sent as a line of JSON after each change.
import * as v from 'valibot'

/** The scenes of a presentation, in their order. */
export const presentScenes = [
  'ask',
  'code',
  'outcome',
  'reason',
  'watch',
  'reveal',
  'belief',
  'why',
  'duel',
  'recap',
  'end',
] as const
export type PresentScene = (typeof presentScenes)[number]

/** Votes for each choice, in the order of the choices. */
const ballotSchema = v.array(v.number())

export const notesSchema = v.object({
  version: v.literal(1),
  scene: v.picklist(presentScenes),
  /** The lesson's number in the list, from 1. */
  number: v.number(),
  of: v.number(),
  /** Empty while the lesson is loaded, as are the other texts. */
  title: v.string(),
  ask: v.string(),
  rule: v.string(),
  /** What the variant that is shown claims. */
  claim: v.nullable(v.picklist(['leaks', 'plateaus', 'collects'])),
  /** The right reason; empty where there are none to choose from. */
  because: v.string(),
  /** The wrong reasons, and their votes. */
  wrong: v.array(v.object({ because: v.string(), answer: v.string(), votes: v.number() })),
  /** The votes on the outcome, oldest first. */
  ballots: v.array(ballotSchema),
  /** What was measured; null if it is not known yet. */
  measured: v.nullable(v.picklist(['leaking', 'plateau', 'collected', 'inconclusive', 'failed'])),
  /** The lesson after this one, as it was named in the list; null after the last. */
  next: v.nullable(v.string()),
  /** Since the presentation began, and since this lesson did, in milliseconds. */
  elapsedMs: v.number(),
  lessonMs: v.number(),
})
export type Notes = v.InferOutput<typeof notesSchema>
