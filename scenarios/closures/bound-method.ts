import { EventEmitter } from 'node:events'
import type { Scenario } from 'leaklab'

class Player {
  samples = new Array(2_000).fill(0)
  /** An arrow function in a field: created once for each player, and `this` is always that player. */
  pause = () => this.samples.length
  play() {
    return this.samples.length
  }
}

export default {
  title: 'Bound method',
  ask: 'A listener is added as `player.play.bind(player)` and removed with the same expression. Is the player collected?',
  learn:
    'Each call of bind() creates a new function, as does each arrow function, and off() silently ignores a function that was never added. The listener stays, and a bound method keeps its whole object. Bind once and store the result, or define the method as an arrow function in a field.',

  leaks: {
    'bound again to remove it': lab => {
      const buttons = new EventEmitter()
      return () => {
        const player = lab.watch(new Player())
        const play = player.play.bind(player)
        buttons.on('play', play)
        buttons.off('play', player.play.bind(player))
      }
    },
    'a look-alike arrow to remove it': lab => {
      const buttons = new EventEmitter()
      return () => {
        const player = lab.watch(new Player())
        buttons.on('pause', player.pause)
        buttons.off('pause', () => player.pause())
      }
    },
  },
  collects: {
    'bound once, kept, removed': lab => {
      const buttons = new EventEmitter()
      return () => {
        const player = lab.watch(new Player())
        const play = player.play.bind(player)
        buttons.on('play', play)
        buttons.off('play', play)
      }
    },
    'an arrow in a field, removed': lab => {
      const buttons = new EventEmitter()
      return () => {
        const player = lab.watch(new Player())
        buttons.on('pause', player.pause)
        buttons.off('pause', player.pause)
      }
    },
  },

  lesson: {
    variant: 'bound again to remove it',
    against: 'bound once, kept, removed',
    because: 'off() gets a function that was never added',
    beliefs: {
      'same-words-same-listener': {
        because: 'the same expression gives off() the same function',
        answer:
          'Each call of bind() creates a new function. So off() finds no such listener and does nothing, without an error.',
      },
      'null-frees': {
        because: '`player` was the only reference to the player',
        answer:
          'It was not: the listener stays on the emitter, and a bound function keeps the object that it is bound to.',
      },
      'cycles-never-die': {
        because: 'the player and its bound method reference each other',
        answer:
          'The player does not reference its bound method. And even a cycle would be collected if the emitter did not keep the listener.',
      },
    },
    highlight: ['const play = player.play.bind(player)', "buttons.off('play', player.play.bind(player))"],
  },
} satisfies Scenario
