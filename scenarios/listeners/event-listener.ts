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
  ask: 'A screen listens to the app for changes, then it is closed and nobody mentions it again. Who still does?',
  learn:
    'The emitter holds its listeners, each listener holds what it mentions: whoever lives longer keeps the other alive. Say off() with the very function that on() was given. once() removes itself when it is called, so an event that never comes keeps it for ever.',

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
} satisfies Scenario
