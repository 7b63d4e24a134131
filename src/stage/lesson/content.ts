// What is a lesson made of? Its texts, code and choices, put together from a scenario and its source.
import { type ChangedLine, differCode } from '../../catalog/code-difference.ts'
import { cutSource } from '../../catalog/source.ts'
import type { Outline } from '../../model/event.ts'
import type { Belief } from '../../scenario/lesson.ts'
import type { Claim } from '../../scenario/scenario.ts'

/** A reason that can be chosen. The right one has no belief. */
export interface Reason {
  because: string
  belief: Belief | null
  /** What refutes it; empty for the right one. */
  answer: string
}

interface LessonVariant {
  name: string
  claim: Claim
  code: string
}

export interface LessonContent {
  /** `caches/strong-cache`, or the path of a user's file. */
  scenario: string
  slug: string
  title: string
  ask: string
  learn: string
  /** Imports, classes and helpers before the scenario. */
  prelude: string
  variant: LessonVariant
  /** Variants of the scenario in all. */
  variants: number
  /** What it is compared with; null for a scenario with one variant. */
  against: LessonVariant | null
  /** Lines by which the code of the two variants differs. */
  difference: readonly ChangedLine[]
  /** In the order in which they are shown; empty where the scenario has no lesson. */
  reasons: readonly Reason[]
  /** Whether it can be run in other engines: it has a twin, or another engine is on this machine. */
  isComparable: boolean
  /** Parts of the variant's code that matter, in the order of its lines. */
  highlight: readonly string[]
}

/**
 * Puts a lesson together. A scenario without a lesson of its own is asked for its outcome only: its first variant that leaks,
 * against the first that does not.
 * @param source the file as it was written
 */
export function createContent(
  {
    id,
    isComparable = false,
    outline,
    slug,
  }: { id: string; slug: string; outline: Outline; isComparable?: boolean },
  source: string,
  exported?: string,
): LessonContent {
  const { ask, learn, lesson, title } = outline
  const { prelude, variants } = cutSource(source, outline.variants, exported)
  const variantOf = (name: string | undefined) => variants.find(one => one.name === name)
  const variant =
    variantOf(lesson?.variant) ?? variants.find(({ claim }) => claim === 'leaks') ?? variants[0]!
  const against =
    variantOf(lesson?.against) ??
    variants.find(one => one !== variant && (one.claim === 'leaks') !== (variant.claim === 'leaks')) ??
    variants.find(one => one !== variant) ??
    null
  return {
    scenario: id,
    slug,
    title,
    ask,
    learn,
    prelude,
    variant,
    variants: variants.length,
    against,
    difference: against === null ? [] : differCode(variant.code, against.code),
    reasons: lesson === undefined ? [] : orderReasons(lesson, slug),
    isComparable,
    highlight: lesson?.highlight ?? [],
  }
}

/** The same order each time, which says nothing about which is right: by a hash of scenario and text. */
function orderReasons({ because, beliefs }: NonNullable<Outline['lesson']>, slug: string): readonly Reason[] {
  const wrong = Object.entries(beliefs).map(([belief, one]) => ({ ...one, belief: belief as Belief }))
  const reasons: Reason[] = [{ because, belief: null, answer: '' }, ...wrong]
  return reasons.sort((a, b) => hash(slug + a.because) - hash(slug + b.because))
}

/** FNV-1a of 32 bits. */
function hash(text: string): number {
  let value = 0x811c9dc5
  for (let i = 0; i < text.length; i++) value = Math.imul(value ^ text.charCodeAt(i), 0x01000193) >>> 0
  return value
}
