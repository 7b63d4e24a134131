import { EventEmitter } from 'node:events'
import type { Scenario } from 'leaklab'

const hour = 3_600_000

class Clock {
  face = new Array(100).fill(0)
  tick() {
    return this.face.length
  }
}

class Page extends EventEmitter {}

export default {
  title: 'Interval',
  ask: 'A page starts a clock with setInterval() and is then closed. Is the clock collected?',
  learn:
    'Node keeps every active timer, the timer keeps its callback, and the callback keeps the clock that it uses. An interval stays active until it is cleared; unref() only lets the process exit and frees nothing. Call clearInterval() when the page closes.',

  leaks: {
    'never cleared': lab => () => {
      const page = new Page()
      const clock = lab.watch(new Clock())
      setInterval(() => clock.tick(), hour)
      page.emit('close')
    },
    'unref() instead of clearing': lab => () => {
      const page = new Page()
      const clock = lab.watch(new Clock())
      const timer = setInterval(() => clock.tick(), hour)
      page.once('close', () => timer.unref())
      page.emit('close')
    },
  },
  collects: {
    'cleared when the page closes': lab => () => {
      const page = new Page()
      const clock = lab.watch(new Clock())
      const timer = setInterval(() => clock.tick(), hour)
      page.once('close', () => clearInterval(timer))
      page.emit('close')
    },
  },
} satisfies Scenario
