import type { Scenario } from 'leaklab'

const hour = 3_600_000

/** Timers get numbers, as in a browser: all can be cleared in the end, and no list of ours holds what they hold. */
function numbered(timer: NodeJS.Timeout) {
  Number(timer)
  return timer
}

function clearAll() {
  for (let timer = Number(setTimeout(() => {})); timer > 0; timer--) clearTimeout(timer)
}

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
    'never cleared': lab => {
      lab.defer(clearAll)
      return () => {
        const clock = lab.watch(new Clock())
        numbered(setInterval(() => clock.tick(), hour))
      }
    },
    'unref() instead of clearing': lab => {
      lab.defer(clearAll)
      return () => {
        const clock = lab.watch(new Clock())
        const timer = numbered(setInterval(() => clock.tick(), hour))
        timer.unref()
      }
    },
  },
  collects: {
    'cleared when the page closes': lab => {
      lab.defer(clearAll)
      return () => {
        const clock = lab.watch(new Clock())
        const timer = numbered(setInterval(() => clock.tick(), hour))
        clearInterval(timer)
      }
    },
  },
} satisfies Scenario
