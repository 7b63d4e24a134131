import { EventEmitter } from 'node:events'
import type { Scenario } from 'leaklab'

class Player {
  samples = new Array(2_000).fill(0)
  /** An arrow in a field: made once for each player, whose `this` is always that player. */
  pause = () => this.samples.length
  play() {
    return this.samples.length
  }
}

export default {
  title: 'Bound method',
  ask: '`player.play.bind(player)` is added as a listener, then removed in the very same words. Is it removed?',
  learn:
    'Each bind() makes a new function, as each arrow does, and off() says nothing when it finds no match. Keep the bound function, or make it once in a field. A bound method holds its whole object: who hands on the method hands on everything.',

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
} satisfies Scenario
