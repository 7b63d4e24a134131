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
    because: 'the second bind() makes another function than the first',
    beliefs: {
      'same-words-same-listener': {
        because: 'off() with the same expression removes the listener',
        answer:
          'off() looks for the same function object. The second bind() makes a new one, which was never added.',
      },
      'death-is-immediate': {
        because: 'a player that is not used after the step is freed at once',
        answer: 'It could be collected then, if the listener were gone. The emitter still has it.',
      },
      'closure-keeps-only-mentioned': {
        because: 'a bound function keeps only the function that it calls',
        answer: 'It keeps its object too: play() needs a player for `this`.',
      },
    },
    highlight: [
      'const play = player.play.bind(player)',
      "buttons.on('play', play)",
      "buttons.off('play', player.play.bind(player))",
    ],
  },
} satisfies Scenario
