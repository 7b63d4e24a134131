// What does a presentation tell the lecturer's second terminal? It is sent as a line of JSON after each change.
import * as v from 'valibot'
import { finite, list } from './bounded.ts'

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
const ballotSchema = list(finite)

export const notesSchema = v.object({
  version: v.literal(1),
  scene: v.picklist(presentScenes),
  /** The lesson's number in the list, from 1. */
  number: finite,
  of: finite,
  /** Empty while the lesson is loaded, as are the other texts. */
  title: v.string(),
  ask: v.string(),
  rule: v.string(),
  /** What the variant that is shown claims. */
  claim: v.nullable(v.picklist(['leaks', 'plateaus', 'collects'])),
  /** The right reason; empty where there are none to choose from. */
  because: v.string(),
  /** The wrong reasons, and their votes. */
  wrong: list(v.object({ because: v.string(), answer: v.string(), votes: finite })),
  /** The votes on the outcome, oldest first. */
  ballots: list(ballotSchema),
  /** What was measured; null if it is not known yet. */
  measured: v.nullable(v.picklist(['leaking', 'plateau', 'collected', 'inconclusive', 'failed'])),
  /** The lesson after this one, as it was named in the list; null after the last. */
  next: v.nullable(v.string()),
  /** Since the presentation began, and since this lesson did, in milliseconds. */
  elapsedMs: finite,
  lessonMs: finite,
})
export type Notes = v.InferOutput<typeof notesSchema>
