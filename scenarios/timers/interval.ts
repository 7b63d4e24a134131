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

  lesson: {
    variant: 'unref() instead of clearing',
    against: 'cleared when the page closes',
    because: 'unref() lets the process exit, but the interval stays',
    beliefs: {
      'weak-map-is-weak-cache': {
        because: 'unref() makes Node hold the timer only weakly',
        answer:
          '`unref()` only says that the timer need not keep the process running. Node still keeps the timer and its callback.',
      },
      'null-frees': {
        because: 'page and timer are local, so all goes with the call',
        answer:
          "Node's own list references the active timer, without any variable, and the callback of the timer references the clock.",
      },
      'cycles-never-die': {
        because: 'the page keeps the timer, and the timer keeps the page',
        answer:
          "The timer does not reference the page, and a cycle would be collected anyway. It is Node's list of timers that keeps the timer.",
      },
    },
    highlight: ['setInterval(() => clock.tick(), hour)', 'timer.unref()'],
  },
} satisfies Scenario
