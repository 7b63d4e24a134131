// A count of votes while it is typed: keys in; the counts, and where to go, out.
import type { Key } from '../keys.ts'
import { type Ballot, readBallot } from './ballot.ts'

export interface Count {
  /** Whether the next count is that of another vote, and not a correction. */
  votesAgain: boolean
  /** The count as far as it has been typed. */
  typed: string
  /** Whether what was typed is no count. */
  isMistyped: boolean
}

/** What a key asks for, beside counting. */
type CountAction = 'on' | 'back' | 'leave' | 'next-lesson' | 'lesson-before' | null

interface CountStep extends Count {
  ballots: readonly Ballot[]
  action: CountAction
}

const longest = 60
/** Keys that lead on and back whatever has been typed, or only while nothing has. */
const actions: Record<Key, CountAction> = { pageup: 'back', '[': 'lesson-before', ']': 'next-lesson' }
const actionsWhenEmpty: Record<Key, CountAction> = {
  escape: 'leave',
  q: 'leave',
  backspace: 'back',
  space: 'on',
  enter: 'on',
  pagedown: 'on',
}

/**
 * Letters and digits are counts, so only other keys lead on and back.
 * @param ballots the votes so far, oldest first
 */
export function reduceCount(
  { isMistyped, typed, votesAgain }: Count,
  ballots: readonly Ballot[],
  choices: number,
  key: Key,
): CountStep {
  const step = { ballots, isMistyped, typed, votesAgain, action: null }
  const action = actions[key] ?? (typed === '' ? actionsWhenEmpty[key] : undefined)
  if (action !== undefined) return { ...step, action }
  const type = (text: string) => ({ ...step, typed: text, isMistyped: false })
  switch (key) {
    case 'escape':
      return type('')
    case 'backspace':
      return type(typed.slice(0, -1))
    case 'space':
      return type(`${typed} `)
    case 'v':
      return ballots.length === 0 ? step : { ...step, votesAgain: true }
    case 'enter':
    case 'pagedown': {
      const ballot = readBallot(typed, choices)
      if (ballot === null) return { ...step, isMistyped: true }
      const kept = votesAgain ? ballots : ballots.slice(0, -1)
      return { ...step, ballots: [...kept, ballot], typed: '', votesAgain: false }
    }
  }
  return /^[a-i\d,]$/.test(key) && typed.length < longest ? type(typed + key) : step
}
