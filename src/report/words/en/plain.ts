// What does plain mode say? The same lessons as lines of text, for screen readers and simple terminals.
import { describeEnded, plural } from './counts.ts'
import { formatBytes, formatCount } from './numbers.ts'
import { pluralForm } from './plurals.ts'

/** What turned plain mode on. */
export type PlainReason = 'option' | 'accessible' | 'dumb' | 'pipe'

const reasons: Record<PlainReason, string> = {
  option: 'because of --plain',
  accessible: 'because ACCESSIBLE is set',
  dumb: 'because TERM is dumb',
  pipe: 'because this is no terminal',
}

/** The first line. */
export function describeMode(reason: PlainReason): string {
  return `leaklab in plain mode, ${reasons[reason]}. Type an answer and press Enter; "help" lists what else can be typed.`
}

export const helpLines = [
  'Enter alone: go on',
  'a number: choose',
  'back: the scene before',
  'again: this scene once more',
  'home: all lessons (after a lesson)',
  'engines: the same program in other engines (after a lesson)',
  'vote again: another count (in a presentation)',
  'quit: leave',
]

/** What can be typed, as words, and the key that each stands for. */
export const commands: Record<string, string> = {
  back: 'b',
  home: 'h',
  quit: 'q',
  exit: 'q',
  cut: 'x',
  'vote again': 'v',
  'other path': 'o',
  'next arrow': 'j',
  'arrow before': 'k',
  engines: 'e',
}
export const helpCommand = 'help'
export const againCommand = 'again'

export const pressEnter = 'Press Enter to go on.'
export function askNumber(count: number): string {
  return `Type a number from 1 to ${count}.`
}
export function describeChoice(number: number, text: string): string {
  return `${number}. ${text}`
}
export function describeVariant(name: string): string {
  return `The code of the variant "${name}":`
}
export function describeHighlight(parts: readonly string[]): string {
  return `What matters: ${parts.join('; then ')}`
}

export const measuring = 'It is measured now, in a Node process of its own. This takes some seconds.'
export function describeStillMeasuring(rounds: number, iterations: number): string {
  return `Still measuring: ${plural(rounds, 'round')}, ${plural(iterations, 'iteration')} so far.`
}

/** The curve in words. @param rises rounds after which memory was higher than before */
export function describeCurve(curve: {
  isHeap: boolean
  rises: number
  rounds: number
  from: number
  to: number
  iterations: number
}): string {
  const { from, isHeap, iterations, rises, rounds, to } = curve
  const memory = isHeap ? 'The JS heap' : 'The memory outside the JS heap'
  const after = `after the collections of ${formatCount(rises)} of ${plural(rounds, 'round')} it was higher than before`
  return `${memory} went from ${formatBytes(from)} to ${formatBytes(to)} in ${plural(iterations, 'iteration')}; ${after}.`
}
export function describeObjects(alive: number, watched: number, finalized: number): string {
  return `Of ${formatCount(watched)} watched ${pluralForm(watched, 'object', 'objects')} ${formatCount(alive)} ${pluralForm(alive, 'was', 'were')} alive at the end; leaklab saw ${formatCount(finalized)} collected.`
}
export function describeTeeth(largest: number): string {
  return `A round's collections freed up to ${formatBytes(largest)}.`
}

/** One arrow of the retaining path. */
export function describeArrow(number: number, of: number, reference: string, object: string): string {
  return `Step ${describeEnded(number, of)}: ${reference} leads to ${object}`
}
export function describeRoot(root: string): string {
  return `It begins at a root: ${root}`
}
export function describeHolder(holds: string): string {
  return `Here is the holder: it ${holds}.`
}
export function describeOnlyIn(variant: string, line: string): string {
  return `Only in "${variant}": ${line}`
}
/** @param number of the path that was described, counted from 1 */
export function describePathNumber(number: number, of: number): string {
  return `Path ${describeEnded(number, of)}. Type "other path" for the ${number < of ? 'next' : 'first'} one.`
}
export const cutHint = 'Type "cut" to compare it with the variant without the reference of the holder.'

export const lessonsHeading = 'Your first hour:'
export function describeSearchHint(lessons: number): string {
  return `Type a number to open a lesson, or a word to search all ${lessons} lessons.`
}
export function describeFound(count: number, text: string): string {
  return `${plural(count, 'lesson')} with "${text}":`
}
export function describeLesson(title: string, isDone: boolean): string {
  return isDone ? `${title} (done)` : title
}

/** After a lesson. */
export function describeLessonCommands(hasNext: boolean, hasHome: boolean): string {
  return [
    ...(hasNext ? ['Enter: next lesson.'] : []),
    '"again": this lesson once more.',
    ...(hasHome ? ['"home": all lessons.'] : []),
    '"quit": leave.',
  ].join(' ')
}
