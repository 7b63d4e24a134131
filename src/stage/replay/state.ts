// The player of recordings as a state machine: one recording at a time, forward and back.
import type { Result } from '../../model/report.ts'
import type { Key } from '../keys.ts'
import { listEvents } from '../playback/events.ts'
import { createPlayer, type Player, reducePlayer } from '../playback/player.ts'
import { playerActionOf } from '../playback/player-keys.ts'

export interface ReplayState {
  results: readonly Result[]
  /** Index of the result that is played. */
  current: number
  player: Player
}

/** @param results at least one */
export function openReplay(results: readonly Result[], current = 0): ReplayState {
  return { results, current, player: createPlayer(listEvents(results[current]!.recording)) }
}

export function reduceReplay(state: ReplayState, event: Key | { ms: number }): ReplayState {
  if (typeof event !== 'string')
    return withPlayer(state, reducePlayer(state.player, { do: 'tick', ms: event.ms }))
  const others = state.results.length
  if (event === 'tab' || event === ']') return openReplay(state.results, (state.current + 1) % others)
  if (event === '[') return openReplay(state.results, (state.current + others - 1) % others)
  const action = playerActionOf(event)
  return action === undefined ? state : withPlayer(state, reducePlayer(state.player, action))
}

function withPlayer(state: ReplayState, player: Player): ReplayState {
  return player === state.player ? state : { ...state, player }
}
