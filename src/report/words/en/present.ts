// What do a presentation, its notes in a second terminal and its rehearsal say?
import type { Outcome } from '../../../model/verdict.ts'
import type { Claim } from '../../../scenario/scenario.ts'
import { describeEnded, plural } from './counts.ts'
import { formatCount } from './numbers.ts'
import { verdictWords } from './stage.ts'

/** The names of the scenes, for the line at the top and for the notes. */
export const sceneNames = {
  ask: 'question',
  code: 'code',
  outcome: 'vote',
  reason: 'vote on the reason',
  watch: 'watch',
  reveal: 'answer',
  belief: 'belief',
  why: 'why',
  duel: 'compare',
  recap: 'rule',
  end: 'end',
}

export const keyWords = {
  count: 'take the count',
  again: 'vote again',
  standIn: 'rehearsal',
  lessonBefore: 'lesson before',
}

/** Which lesson of how many. */
export const describeNumber = describeEnded
export const loading = 'Loading …'

/** In plain mode, before the code: the variant's name would give the answer away. */
export const codeHeading = 'The code:'

// vote

/** The outcomes in fewer words than a student alone reads. */
export const outcomeChoices: Record<Claim, string> = {
  leaks: 'It leaks',
  plateaus: 'It levels off',
  collects: 'It is collected',
}
export const reasonQuestion = 'What is the reason?'
export const countHint = 'Hands up. Type the count: a 12 b 5'
export const againHint = 'Discuss it with your neighbor, then vote again: a 12 b 5'
/** In plain mode, when a count has been taken. */
export const plainVoteHint = 'Press Enter to go on, or type "vote again".'
export const mistyped = 'That is no count. Letters and numbers, as in: a 12 b 5'
export function describeTyped(typed: string): string {
  return `Count: ${typed}_`
}
/** Votes for one choice. @param before in the vote before; null if this was the first */
export function describeVotes(before: number | null, newest: number): string {
  return before === null ? formatCount(newest) : `${formatCount(newest)} (before: ${formatCount(before)})`
}

// watch

/** @param factor how many times as long as in the rehearsal */
export function describeSlow(factor: number): string {
  return `${factor.toFixed(1)} times as long as in the rehearsal. s shows what was measured then.`
}
export function describeStandIn(recordedAt: string, runtime: string): string {
  return `Recorded in the rehearsal of ${recordedAt}, ${runtime}.`
}

// answer and beliefs

/** Stands behind a large figure. */
export const perIteration = 'per iteration'

/** @param right votes for what was measured */
export function describeClass(right: number, of: number): string {
  return `${describeEnded(right, of)} said so.`
}
export function describeClassAgain(right: number, of: number): string {
  return `After the discussion: ${describeEnded(right, of)}.`
}
export function describeReasonVotes(votes: number, of: number): string {
  return `${describeEnded(votes, of)}:`
}
export function describeWrongReason(because: string): string {
  return `"${because}"`
}

// end

export const endHeading = 'What was shown'
export const nothingShown = 'No lesson was shown to its end.'
/** Parts of the votes, from 0 to 1. */
export function describeShares(first: number | null, last: number | null): string {
  if (first === null) return 'no vote'
  const percent = (part: number) => `${Math.round(100 * part)} %`
  return last === null ? `${percent(first)} right` : `${percent(first)}, then ${percent(last)} right`
}
/** After leaving. @param number of the lesson that was on the screen; null at the end */
export function describeLeft(command: string, number: number | null): string {
  return number === null
    ? `The presentation has ended. Once more: leaklab ${command}`
    : `You left at lesson ${number}. To go on: leaklab ${command} --from ${number}`
}

// notes

export const notesTitle = 'notes'
export const notesWaiting =
  'No presentation is running on this machine. These notes begin when one does: leaklab present'
export const nowHeading = 'Now'
export const expectedHeading = 'Expected'
export const measuredHeading = 'Measured'
export const notMeasured = 'not yet'
export const wrongHeading = 'Wrong answers'
export const ruleHeading = 'The rule'
export const nextHeading = 'Next'
export const theEnd = 'the end'
export function describeExpected(claim: Claim, because: string): string {
  return because === '' ? `${outcomeChoices[claim]}.` : `${outcomeChoices[claim]}, because ${because}.`
}
export function describeMeasured(outcome: Outcome): string {
  return `${verdictWords[outcome].toLowerCase()}`
}
/** What the notes say to do in a scene. */
export const cues: Record<keyof typeof sceneNames, string> = {
  ask: 'Read the question aloud. Do not give the answer away.',
  code: 'Let them read. Say once: one iteration is one call of the function that is returned, lab.watch(x) says that x should be collectable after it, and after each round a collection is forced.',
  outcome: 'Everybody votes. Type the count. Where they disagree: discuss, v, vote again.',
  reason: 'Why? Vote on the reason: who is right for a wrong reason learns most here.',
  watch: 'Say nothing. Ask what they see.',
  reveal: 'Compare it with the vote.',
  belief: 'Name the belief and what refutes it.',
  why: 'Read the path from the top: each arrow is a reference. x cuts the one that can be cut.',
  duel: 'What differs in the code, and what in the curve?',
  recap: 'Let one of them say the rule in own words.',
  end: 'What surprised them?',
}
export function describeVoteSoFar(counts: string): string {
  return `Votes: ${counts}`
}
export function describeVotesFor(votes: number): string {
  return plural(votes, 'vote')
}
/** Minutes and seconds since the presentation began, and since this lesson did. */
export function describeTimes(total: string, lesson: string): string {
  return `${total} in all, ${lesson} in this lesson`
}
export const leftNotes = 'To follow a presentation again: leaklab notes'

// rehearse

export function describeRehearsing(count: number, name: string): string {
  return `Rehearsing ${plural(count, 'lesson')} (${name}). Each is measured as it will be before the class.`
}
/** @param seconds how long both variants took */
export function describeShows(title: string, seconds: string): string {
  return `${title}: shows what it should (${seconds})`
}
export function describeShowsNot(title: string, reason: string): string {
  return `${title}: does not show what it should: ${reason}`
}
const shouldWords: Record<Claim, string> = {
  leaks: 'should leak',
  plateaus: 'should level off',
  collects: 'should be collected',
}
export function describeSide(variant: string, claim: Claim, outcome: Outcome): string {
  return `"${variant}" ${shouldWords[claim]}; measured: ${verdictWords[outcome].toLowerCase()}`
}
export function describeNoPath(variant: string): string {
  return `no retaining path was found for "${variant}"`
}
export function describeUnopened(lesson: string, message: string): string {
  return `${lesson}: cannot be opened: ${message}`
}
export function describeRehearsal(good: number, of: number, minutes: string): string {
  return `${describeEnded(good, of)} ${of === 1 ? 'lesson shows' : 'lessons show'} what ${of === 1 ? 'it' : 'they'} should. Measuring takes ${minutes} of the lecture.`
}
export function describeKept(folder: string): string {
  return `What was measured stands in when the machine is slow; it is kept in ${folder}.`
}
export function describeNotKept(message: string): string {
  return `What was measured could not be kept, so it cannot stand in: ${message}`
}
export function describeStart(command: string): string {
  return `To begin: leaklab ${command}. In a second terminal: leaklab notes`
}
