import { EventEmitter } from 'node:events'
import type { Scenario } from 'leaklab'

class Player {
  samples = new Array(2_000).fill(0)
  /** An arrow in a field: made once for each player, and this is always the player. */
  onPause = () => this.onPlay()
  onPlay() {
    return this.samples.length
  }
}

export default {
  title: 'Bound method',
  ask: '`player.onPlay.bind(player)` is added as a listener, then removed in the very same words. Is it removed?',
  learn:
    'bind() makes a new function each time, and off() without a match says nothing. Keep the bound function, or make it once in a field. A bound method holds its whole object: passing on one method passes on everything.',

  leaks: {
    'bound again to remove it': lab => {
      const buttons = new EventEmitter()
      return () => {
        const player = lab.watch(new Player())
        const play = player.onPlay.bind(player)
        buttons.on('play', play)
        buttons.off('play', player.onPlay.bind(player))
      }
    },
    'a look-alike arrow to remove it': lab => {
      const buttons = new EventEmitter()
      return () => {
        const player = lab.watch(new Player())
        buttons.on('play', player.onPause)
        buttons.off('play', () => player.onPause())
      }
    },
  },
  collects: {
    'bound once, kept, removed': lab => {
      const buttons = new EventEmitter()
      return () => {
        const player = lab.watch(new Player())
        const play = player.onPlay.bind(player)
        buttons.on('play', play)
        buttons.off('play', play)
      }
    },
    'an arrow in a field, removed': lab => {
      const buttons = new EventEmitter()
      return () => {
        const player = lab.watch(new Player())
        buttons.on('play', player.onPause)
        buttons.off('play', player.onPause)
      }
    },
  },
} satisfies Scenario
