import { EventEmitter } from 'node:events'
import type { Scenario } from 'leaklab'

class Screen {
  pixels = new Array(100).fill(0)
  draw() {
    return this.pixels.length
  }
}

export default {
  title: 'Event listener',
  ask: 'A screen listens to the change event of the app and is then closed. Is the screen collected?',
  learn:
    'An emitter keeps its listeners, and a listener keeps everything that it uses. once() removes a listener when the event comes; if the event never comes, the listener stays. When the screen closes, call off() with the same function that you passed to on().',

  leaks: {
    'never removed': lab => {
      const app = new EventEmitter()
      return () => {
        const screen = lab.watch(new Screen())
        const draw = () => screen.draw()
        app.on('change', draw)
      }
    },
    'once, for an event that never comes': lab => {
      const app = new EventEmitter()
      return () => {
        const screen = lab.watch(new Screen())
        app.once('change', () => screen.draw())
      }
    },
  },
  collects: {
    'removed when the screen closes': lab => {
      const app = new EventEmitter()
      return () => {
        const screen = lab.watch(new Screen())
        const draw = () => screen.draw()
        app.on('change', draw)
        app.off('change', draw)
      }
    },
    'once, and it came': lab => {
      const app = new EventEmitter()
      return () => {
        const screen = lab.watch(new Screen())
        app.once('change', () => screen.draw())
        app.emit('change')
      }
    },
  },

  lesson: {
    variant: 'once, for an event that never comes',
    against: 'once, and it came',
    because: 'once() removes its listener when the event comes, not before',
    beliefs: {
      'weak-ref-cleans-entry': {
        because: 'once() holds its listener weakly',
        answer: 'An emitter holds each listener strongly, those of once() too, until the event comes.',
      },
      'same-words-same-listener': {
        because: 'the same arrow function is registered only once',
        answer: 'Each step creates a new function, and the emitter calls and keeps every one of them.',
      },
      'unmentioned-is-unreachable': {
        because: 'the closed screen is used by nothing but a listener',
        answer: 'That is enough: the emitter has the listener, and the listener has the screen.',
      },
    },
    highlight: ["app.once('change', () => screen.draw())"],
  },
} satisfies Scenario
