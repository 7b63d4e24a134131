// What does a lesson ask about a scenario? Its content as the scenario writes it, and its validation.
// No dependency: the child process loads this file too.
import { describeValue, isRecord } from './describe-value.ts'

/** Common misconceptions about memory. A wrong reason in a prediction is one of these. */
export const beliefs = [
  'cycles-never-die',
  'null-frees',
  'weak-map-is-weak-cache',
  'weak-ref-cleans-entry',
  'finalizer-is-destructor',
  'finalizer-may-reference-target',
  'growth-is-leak',
  'memory-comes-down',
  'flat-means-no-leak',
  'closure-keeps-only-mentioned',
  'same-words-same-listener',
  'unmentioned-is-unreachable',
  'pending-lives-forever',
  'delete-unloads',
  'small-is-small',
  'death-is-immediate',
] as const
export type Belief = (typeof beliefs)[number]

/** A wrong reason and what refutes it. */
interface Misconception {
  /** The reason, as a student would give it: a clause without a period. */
  because: string
  /** Why it is wrong here: one or two sentences. */
  answer: string
}

/** The content of a lesson. Texts are shown in a terminal of 60 columns too. */
export interface Lesson {
  /** The variant that is predicted and watched. */
  variant: string
  /** The variant that it is compared with: its fix, or the leak that it avoids. */
  against: string
  /** The right reason: a clause without a period, as long as the wrong ones. */
  because: string
  /** The wrong reasons. */
  beliefs: Partial<Record<Belief, Misconception>>
  /** Parts of the variant's code that matter, each within one line, in the order in which they are read. */
  highlight: string[]
}

const expected =
  "expected { variant, against, because, beliefs: { 'cycles-never-die': { because, answer } }, highlight: ['…'] }"

/**
 * @param names the names of the variants
 * @returns the lesson; undefined if there is none; or a sentence that says what is wrong with it
 */
export function readLesson(written: unknown, names: readonly string[]): Lesson | undefined | string {
  if (written === undefined) return undefined
  if (!isRecord(written)) return `\`lesson\` is ${describeValue(written)}; ${expected}`
  const { against, because, beliefs: wrong, highlight, variant } = written
  for (const [key, name] of [
    ['variant', variant],
    ['against', against],
  ] as const) {
    if (typeof name !== 'string' || !names.includes(name))
      return `\`lesson.${key}\` names no variant; ${expected}`
  }
  if (!isText(because)) return `\`lesson.because\` is ${describeValue(because)}; ${expected}`
  if (!isRecord(wrong)) return `\`lesson.beliefs\` is ${describeValue(wrong)}; ${expected}`
  for (const [belief, misconception] of Object.entries(wrong)) {
    const at = `lesson.beliefs['${belief}']`
    if (!beliefs.includes(belief as Belief)) return `\`${at}\` is not known; there are ${beliefs.join(', ')}`
    if (!isRecord(misconception) || !isText(misconception.because) || !isText(misconception.answer))
      return `\`${at}\` needs two texts, because and answer; ${expected}`
  }
  if (!Array.isArray(highlight) || !highlight.every(isText))
    return `\`lesson.highlight\` is ${describeValue(highlight)}; expected an array of parts of the variant's code`
  return { variant, against, because, beliefs: wrong, highlight } as Lesson
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value.trim() !== ''
}
