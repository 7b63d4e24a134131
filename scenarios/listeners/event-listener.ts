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
    variant: 'once, and it came',
    against: 'once, for an event that never comes',
    because: 'the event came, and that removed the listener',
    beliefs: {
      'null-frees': {
        because: '`screen` is a local variable, so it ends with the step',
        answer:
          'The listener uses the variable, so the screen stays as long as the emitter keeps the listener. The event removed it.',
      },
      'unmentioned-is-unreachable': {
        because: 'no variable holds the listener, so nothing can reach it',
        answer:
          'The emitter reaches it through its list of listeners, with or without a name. once() took it out when the event came.',
      },
      'pending-lives-forever': {
        because: 'a listener waits as long as its emitter lives',
        answer:
          'An emitter keeps only the listeners that are still in its list, and once() took this one out when the event came.',
      },
    },
    highlight: ["app.once('change', () => screen.draw())", "app.emit('change')"],
  },
} satisfies Scenario
