// Which event of a recording is shown? The player: play, pause, one event on or back, phase by phase, speed.
import type { PlayEvent } from './events.ts'

export interface Player {
  events: readonly PlayEvent[]
  /** Index of the event that is shown; −1 before the first. */
  position: number
  isPlaying: boolean
  /** 1 is normal. */
  speed: number
  /** How far the shown event has been played, in milliseconds of normal speed. */
  elapsedMs: number
  /** Whether the trial still runs, so that events may be added. */
  isLive: boolean
}

const speeds: readonly number[] = [0.25, 0.5, 1, 2, 4, 8, 16]

export function createPlayer(events: readonly PlayEvent[], isLive = false): Player {
  return { events, position: events.length === 0 ? -1 : 0, isPlaying: true, speed: 1, elapsedMs: 0, isLive }
}

export type PlayerAction =
  | { do: 'toggle' }
  | { do: 'next' }
  | { do: 'back' }
  | { do: 'next-phase' }
  | { do: 'previous-phase' }
  | { do: 'first' }
  | { do: 'last' }
  | { do: 'faster' }
  | { do: 'slower' }
  /** So many milliseconds have passed. */
  | { do: 'tick'; ms: number }
  /** The list of a trial that runs has grown, or the trial has ended. */
  | { do: 'extend'; events: readonly PlayEvent[]; isLive: boolean }

export function reducePlayer(player: Player, action: PlayerAction): Player {
  const { events, isPlaying, position, speed } = player
  switch (action.do) {
    case 'toggle':
      // At the end, play begins anew.
      return isAtEnd(player) && !player.isLive
        ? { ...player, position: 0, elapsedMs: 0, isPlaying: true }
        : { ...player, isPlaying: !isPlaying }
    case 'next':
      return pauseAt(player, position + 1)
    case 'back':
      return pauseAt(player, position - 1)
    case 'next-phase':
      return pauseAt(player, findPhaseAfter(events, position))
    case 'previous-phase':
      return pauseAt(player, findPhaseBefore(events, position))
    case 'first':
      return pauseAt(player, 0)
    case 'last':
      return pauseAt(player, events.length - 1)
    case 'faster':
      return { ...player, speed: speeds[Math.min(speeds.length - 1, speeds.indexOf(speed) + 1)]! }
    case 'slower':
      return { ...player, speed: speeds[Math.max(0, speeds.indexOf(speed) - 1)]! }
    case 'tick':
      return isPlaying ? advance(player, action.ms) : player
    case 'extend': {
      const { events, isLive } = action
      // A trial that is tried again begins anew, with fewer events.
      const inRange = Math.min(events.length - 1, Math.max(0, position))
      return { ...player, events, isLive, position: inRange }
    }
  }
}

/** Whether the last event is shown. */
export function isAtEnd({ events, position }: Player): boolean {
  return position >= events.length - 1
}

function pauseAt(player: Player, position: number): Player {
  const inRange = Math.min(player.events.length - 1, Math.max(0, position))
  return { ...player, position: player.events.length === 0 ? -1 : inRange, isPlaying: false, elapsedMs: 0 }
}

function advance(player: Player, ms: number): Player {
  const { events, elapsedMs, position, speed } = player
  if (position < 0) return player
  if (isAtEnd(player)) return player.isLive ? player : { ...player, isPlaying: false, elapsedMs: 0 }
  const clock = events[position]!.startMs + elapsedMs + ms * speed
  const next = findLastStarted(events, clock, position)
  return { ...player, position: next, elapsedMs: clock - events[next]!.startMs }
}

/** The last event that begins at this time or before it, by binary search from `from` on. */
function findLastStarted(events: readonly PlayEvent[], clock: number, from: number): number {
  let low = from
  let high = events.length - 1
  while (low < high) {
    const middle = Math.ceil((low + high) / 2)
    if (events[middle]!.startMs <= clock) low = middle
    else high = middle - 1
  }
  return low
}

function samePhase(a: PlayEvent, b: PlayEvent): boolean {
  return a.phase === b.phase && a.round === b.round
}

/** The first event of the next phase. */
function findPhaseAfter(events: readonly PlayEvent[], position: number): number {
  let at = Math.max(0, position)
  while (at < events.length - 1 && samePhase(events[at]!, events[Math.max(0, position)]!)) at++
  return at
}

/** The first event of this phase, or, if that is shown, of the phase before it. */
function findPhaseBefore(events: readonly PlayEvent[], position: number): number {
  const startOf = (index: number) => {
    let at = Math.max(0, index)
    while (at > 0 && samePhase(events[at - 1]!, events[index]!)) at--
    return at
  }
  const start = startOf(position)
  return start < position || position <= 0 ? start : startOf(position - 1)
}
