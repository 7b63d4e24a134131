// What does the interactive program say? Lessons, the player of recordings, and the list of lessons.
import type { Collection, FinalizerEvent, Note } from '../../../model/event.ts'
import { countProgress, type Progress } from '../../../model/progress.ts'
import type { Outcome } from '../../../model/verdict.ts'
import type { Belief } from '../../../scenario/lesson.ts'
import type { Claim } from '../../../scenario/scenario.ts'
import { describeEnded, plural } from './counts.ts'
import { formatBytes, formatCount, formatMs } from './numbers.ts'
import { tickWords } from './timeline.ts'

/** Without a terminal. */
export const firstCommands = `leaklab finds JavaScript memory leaks. Try these first:

  leaklab list                 the scenarios that come with leaklab
  leaklab run strong-cache     see a leak, its evidence, and its fixes
  leaklab run ./my-thing.ts    find out whether a file of your own leaks
  leaklab check                check all *.leak.* files of a project, for CI
  leaklab doctor               find out whether this machine measures well

In a terminal, leaklab alone opens its lessons. leaklab help shows all commands.`

/** The names of the scenes of a lesson, for the line at the top. */
export const sceneNames = {
  ask: 'question',
  code: 'code',
  outcome: 'predict',
  reason: 'predict',
  confidence: 'predict',
  watch: 'watch',
  observe: 'watch',
  reveal: 'answer',
  why: 'why',
  duel: 'compare',
  recap: 'rule',
}

/** What a key does now, for the line at the bottom: keys and their effect. */
export const keyWords = {
  goOn: 'go on',
  skip: 'to the end',
  back: 'back',
  choose: 'choose',
  pause: 'pause',
  play: 'play',
  playAgain: 'play again',
  next: 'next event',
  previous: 'event before',
  phase: 'next phase',
  phaseBefore: 'phase before',
  faster: 'faster',
  slower: 'slower',
  first: 'first event',
  last: 'last event',
  arrow: 'choose an arrow',
  cut: 'cut it',
  otherPath: 'other path',
  nextLesson: 'next lesson',
  again: 'again',
  home: 'all lessons',
  filter: 'filter',
  clear: 'all again',
  open: 'open',
  move: 'move',
  trial: 'next variant',
  help: 'all keys',
  leave: 'leave',
  close: 'close',
}

/** Names of keys as they are printed on a keyboard. */
export const keyNames: Record<string, string> = {
  enter: 'Enter',
  space: 'Space',
  escape: 'Esc',
  backspace: 'Backspace',
  tab: 'Tab',
  letters: 'letters',
}

export const allKeys = 'All keys'

/** In place of a scene when the terminal is too small. */
export function describeTooSmall(columns: number, rows: number): string {
  return `This terminal has ${columns} × ${rows} characters. Lessons need at least 50 × 16.`
}

// ask and code

export const askHint =
  'Predict what happens to its memory. Then it is measured in this Node, on this machine, and you see whether you were right.'
export const given = 'Given'
export const codeHint =
  'One iteration is one call of the function that is returned. `lab.watch(x)` says that x should be collectable after the iteration. After each round of iterations leaklab forces a garbage collection.'
export function describeMoreLines(count: number): string {
  return plural(count, 'more line')
}

// predict

export const outcomeQuestion = 'What will happen to its memory?'
export const outcomeChoices: Record<Claim, string> = {
  leaks: 'It leaks: it grows without bound',
  plateaus: 'It levels off: it keeps a bounded amount',
  collects: 'It is collected: it keeps nothing',
}
const predicted: Record<Claim, string> = {
  leaks: 'it leaks',
  plateaus: 'it levels off',
  collects: 'it is collected',
}
const reasonQuestions: Record<Claim, string> = {
  leaks: 'It leaks, because …',
  plateaus: 'It levels off, because …',
  collects: 'It is collected, because …',
}
export function askReason(claim: Claim): string {
  return reasonQuestions[claim]
}
export const confidenceQuestion = 'How sure are you?'
export const confidenceChoices = ['sure', 'not sure']

/** @param because empty where there was no reason to choose */
export function describePrediction(claim: Claim, because: string, isSure?: boolean): string {
  const reason = because === '' ? '' : `, because ${because}`
  const confidence = isSure === undefined ? '' : isSure ? ' (sure)' : ' (not sure)'
  return `You predict: ${predicted[claim]}${reason}${confidence}`
}

// watch

export const starting = 'Starting a Node process of its own for this variant …'
export const waitingForReading = 'Waiting for the next reading …'
export const waitingForVerdict =
  'Measured. A heap snapshot is taken now, to see what keeps the objects alive …'
export function describeMeasureProblem(message: string): string {
  return `It could not be measured: ${message}`
}

/** The legend of the curve. */
export const legend = {
  kept: 'after the collection',
  freed: 'freed by it',
  expected: 'your prediction',
}

/** The counters beside the curve. */
export const counters = {
  iterations: 'iterations',
  heap: 'JS heap',
  external: 'outside the JS heap',
  alive: 'objects alive',
  finalized: 'collected',
  collections: 'collections',
}

/** `52,576 of 52,626`. */
export const describeOf = describeEnded

/** `3 minor, 52 major`. */
export function describeCollections(minor: number, major: number): string {
  return `${formatCount(minor)} minor, ${formatCount(major)} major`
}

/** Where the player is. @param event counted from 1 */
export function describePosition(event: number, of: number, speed: number, isPlaying: boolean): string {
  const state = isPlaying ? `playing at ${speed}×` : 'paused'
  return `event ${formatCount(event)} of ${formatCount(of)}, ${state}`
}

/** An event with its round. */
export function describeInRound(round: number, event: string): string {
  return round < 0 ? `Set-up: ${event}` : `Round ${round + 1}: ${event}`
}
export const eventWords = {
  ready: 'the scenario is set up; nothing has run yet',
  drop: 'leaklab drops its only reference to the scenario',
  done: 'the measurement is complete',
}
export function describeIterationsRan(count: number): string {
  return `${plural(count, 'iteration')} ran`
}
export function describeCollection({ kind, pauseMs }: Collection): string {
  const what = kind === 'minor' ? 'minor collection (young objects only)' : 'major collection (whole heap)'
  return `${what}, pause ${formatMs(pauseMs)}`
}
export function describeMoreCollections(count: number): string {
  return `${plural(count, 'earlier collection')}, only counted`
}
export function describeFinalizer({ label, tick }: FinalizerEvent): string {
  return `a finalization callback for a ${label} object (${tickWords[tick]})`
}
export function describeMoreFinalizers(count: number): string {
  return `${plural(count, 'finalization callback')}, only counted`
}
export function describeNoteEvent({ text }: Note): string {
  return `the scenario notes: ${text}`
}
/** @param freed bytes; negative if memory grew while it was collected; null if it was not read before */
export function describeReadingEvent(heapUsed: number, freed: number | null): string {
  const after = `the JS heap is at ${formatBytes(heapUsed)} after the collections`
  if (freed === null) return after
  return freed < 0
    ? `${after}, ${formatBytes(-freed)} more than before`
    : `${after}, ${formatBytes(freed)} freed`
}

// what did you see

export const observationQuestion = 'What did the curve do after its first rounds?'
export const observationChoices = {
  rose: 'It rose and did not stop',
  leveled: 'It rose, and then stayed at a level',
  stayed: 'It stayed where it began',
}

// reveal

/** The verdict in the fewest words; shown large. */
export const verdictWords: Record<Outcome, string> = {
  leaking: 'IT LEAKS',
  plateau: 'IT LEVELS OFF',
  collected: 'IT IS COLLECTED',
  inconclusive: 'NOT CERTAIN',
  failed: 'IT FAILED',
}

/** The prediction, once it is known what is true. */
export function describePast(claim: Claim, because: string, isSure: boolean): string {
  const reason = because === '' ? '' : `, because ${because}`
  return `You said: ${predicted[claim]}${reason} (${isSure ? 'sure' : 'not sure'}).`
}
export function describeMeasured(sentence: string): string {
  return `The heap shows: it ${sentence}.`
}
export const rightBoth = 'Right, and for the right reason.'
export const rightOutcome = 'Right.'
export const rightForWrongReason = 'Right outcome, but not for this reason.'
export const wrongOutcomeRightReason = 'The reason is true, but it leads to another outcome.'
export const wrongBoth = 'Not this time.'
export const unknownOutcome = 'The measurement is not certain, so this prediction is not counted.'
export function describeRightReason(because: string): string {
  return `The reason: ${because}.`
}
export function describeBelief(belief: Belief): string {
  return `A common belief: ${beliefWords[belief]}`
}
/** What was seen, against what the curve did. */
export const wrongObservation = 'The curve did something else than you saw; go back and look again.'

const beliefWords: Record<Belief, string> = {
  'cycles-never-die': 'objects that reference each other are never collected.',
  'null-frees': 'setting a variable to null frees the object.',
  'weak-map-is-weak-cache': 'a WeakMap, or any cache, drops entries when memory is needed.',
  'weak-ref-cleans-entry': 'a WeakRef removes the entry that holds it.',
  'finalizer-is-destructor': 'a finalization callback is a destructor: prompt, in order, guaranteed.',
  'finalizer-may-reference-target': 'a finalization callback may reference its target.',
  'growth-is-leak': 'if heapUsed goes up, there is a leak.',
  'memory-comes-down': 'memory that is not leaked must come down again.',
  'flat-means-no-leak': 'if heapUsed stays flat, nothing leaks.',
  'closure-keeps-only-mentioned': 'a closure keeps only the variables that it mentions.',
  'same-words-same-listener': 'the same code gives the same function or key.',
  'unmentioned-is-unreachable': 'what no code uses any more is unreachable.',
  'pending-lives-forever': 'a pending promise lives until it settles.',
  'delete-unloads': 'deleting an entry unloads all that belongs to it.',
  'small-is-small': 'a small piece takes little memory.',
  'death-is-immediate': 'an object is collected as soon as its last reference goes.',
}

// why

export const noPath = 'No path: after their iteration nothing references the objects, so they are collected.'
export const pathUnknown = 'No retaining path is known.'
export const pathPending = 'The heap snapshot is still being analyzed …'
export const root = 'what leaklab runs'
/** @param number of the path that is shown, counted from 1 */
export function describePathNumber(number: number, of: number): string {
  return `Path ${describeEnded(number, of)}: o shows the ${number < of ? 'next' : 'first'} one.`
}
export function describeCut(against: string): string {
  return `x cuts the reference: "${against}" is the same code without it.`
}
export const cannotCut =
  'No variant is without this reference. The one that can be cut comes out of the marked object.'

// duel and recap

/** @param problem why it could not be measured; empty if nothing went wrong */
export function describeSide(name: string, outcome: Outcome | null, problem: string): string {
  if (problem !== '') return `${name}: ${describeMeasureProblem(problem)}`
  return outcome === null ? `${name}: running …` : `${name}: ${verdictWords[outcome].toLowerCase()}`
}
export const differenceHeading = 'What differs in the code'
export const sameCode = 'The two variants differ in more than a few lines: leaklab show has both.'
export const rule = 'The rule'
export function describeScore(right: number, of: number): string {
  return `${right} of ${plural(of, 'prediction')} right so far.`
}
export function describeMoreVariants(scenario: string, count: number): string {
  return count === 1
    ? `leaklab run ${scenario} prints its tables.`
    : `leaklab run ${scenario} measures all ${formatCount(count)} variants and prints their tables.`
}
export function describeNext(title: string): string {
  return `Next: ${title}`
}

// home

export const firstHour = 'Your first hour'
export function describeBuildsOn(title: string): string {
  return `builds on ${title}`
}
export function describeDone(done: number, of: number): string {
  return `${describeEnded(done, of)} done`
}
export function describeFilter(text: string): string {
  return `Filter: ${text}`
}
export const noMatch = 'No lesson matches. Backspace removes a letter.'

/** After leaving, on the normal screen. */
export function describeGoodbye(title: string, slug: string): string {
  return `You left "${title}". To go on: leaklab play ${slug}`
}
export function describeLeft(progress: Progress): string {
  const { done, right } = countProgress(progress)
  return done === 0 ? 'To go on: leaklab' : `${describeProgress(done, right)} To go on: leaklab`
}
export function describeUnsaved(message: string): string {
  return `The progress could not be saved: ${message}`
}
export function describeReset(file: string): string {
  return `The progress through the lessons is forgotten (${file}).`
}
export const nothingToReset = 'No lesson has been done yet, so there is nothing to forget.'
export function describeProgress(done: number, right: number): string {
  return `${plural(done, 'lesson')} done, ${plural(right, 'prediction')} right.`
}

// replay

/** Which of the recorded trials is played. */
export function describeTrialNumber(number: number, of: number): string {
  return `recording ${formatCount(number)} of ${formatCount(of)}`
}
export function describeLeftReplay(file: string): string {
  return `The tables of this recording: leaklab replay --report ${file}`
}
