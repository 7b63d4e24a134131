import type { Scenario } from 'leaklab'

const hour = 3_600_000

class Clock {
  face = new Array(100).fill(0)
  tick() {
    return this.face.length
  }
}

export default {
  title: 'Interval',
  ask: 'A clock on the page ticks by setInterval. The page is closed. Who is left that knows the clock?',
  learn:
    'The runtime holds every pending timer, the timer its callback, the callback what it mentions. An interval is pending for ever, so it must be cleared by whoever set it. unref() only says that Node need not wait for it at the end: it lets go of the process, not of the clock.',

  leaks: {
    'never cleared': lab => () => {
      const clock = lab.watch(new Clock())
      setInterval(() => clock.tick(), hour)
    },
    'unref() instead of clearing': lab => () => {
      const clock = lab.watch(new Clock())
      const timer = setInterval(() => clock.tick(), hour)
      timer.unref()
    },
  },
  collects: {
    'cleared when the page closes': lab => () => {
      const clock = lab.watch(new Clock())
      const timer = setInterval(() => clock.tick(), hour)
      clearInterval(timer)
    },
  },
} satisfies Scenario
