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
    because: 'Node still has the timer and what it uses',
    beliefs: {
      'weak-ref-cleans-entry': {
        because: 'unref() makes Node hold the timer weakly',
        answer: 'unref() only lets the process exit while the timer is active. Node keeps it as before.',
      },
      'unmentioned-is-unreachable': {
        because: 'the page is closed, so nobody needs its clock',
        answer: 'The timer calls tick() in an hour. Until it is cleared, Node has it, and it has the clock.',
      },
      'cycles-never-die': {
        because: 'the clock and its timer reference each other',
        answer: 'The clock has no timer. It is the list of active timers in Node that keeps both.',
      },
    },
    highlight: ['setInterval(() => clock.tick(), hour)', 'timer.unref()'],
  },
} satisfies Scenario
