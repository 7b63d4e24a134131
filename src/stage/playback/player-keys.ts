// Which key does what while a recording is played?
import type { Key } from '../keys.ts'
import type { PlayerAction } from './player.ts'

const actions: Record<Key, PlayerAction> = {
  space: { do: 'toggle' },
  '.': { do: 'next' },
  ',': { do: 'back' },
  right: { do: 'next-phase' },
  left: { do: 'previous-phase' },
  n: { do: 'next-phase' },
  p: { do: 'previous-phase' },
  '+': { do: 'faster' },
  '=': { do: 'faster' },
  '-': { do: 'slower' },
  home: { do: 'first' },
  end: { do: 'last' },
  '0': { do: 'first' },
  '9': { do: 'last' },
}

export function playerActionOf(key: Key): PlayerAction | undefined {
  return Object.hasOwn(actions, key) ? actions[key] : undefined
}
