// Clean steps of node:timers: each timer is over or cleared.
import {
  setImmediate as immediate,
  setInterval as interval,
  scheduler,
  setTimeout as timeout,
} from 'node:timers/promises'

export default {
  title: 'Timers',
  ask: 'Does a timer keep its callback when it is over or cleared?',
  learn: 'It does not. A timeout is freed when it was called or cleared, an interval when it is cleared.',
  collects: {
    'a timeout, cleared': () => () => clearTimeout(setTimeout(() => {}, 60_000)),
    'a timeout that is over': () => () => new Promise(resolve => setTimeout(resolve, 0)),
    'an interval, cleared': () => () => clearInterval(setInterval(() => {}, 60_000)),
    'an interval that clears itself': () => () =>
      new Promise(resolve => {
        const timer = setInterval(() => {
          clearInterval(timer)
          resolve()
        }, 0)
      }),
    'a timeout refreshed, then cleared': () => () =>
      clearTimeout(
        setTimeout(() => {}, 60_000)
          .unref()
          .refresh(),
      ),
    'a timeout cleared by its number': () => () => clearTimeout(Number(setTimeout(() => {}, 60_000))),
    setImmediate: () => () => new Promise(resolve => setImmediate(resolve)),
    'setImmediate, cleared': () => () => clearImmediate(setImmediate(() => {})),
    'a promise of a timeout': () => () => timeout(0),
    'a promise of a timeout, aborted': () => async () => {
      const controller = new AbortController()
      const over = timeout(60_000, undefined, { signal: controller.signal })
      controller.abort()
      await over.catch(() => {})
    },
    'a promise of setImmediate': () => () => immediate(),
    'an interval iterated once': () => async () => {
      for await (const _value of interval(0)) break
    },
    'scheduler.yield': () => () => scheduler.yield(),
  },
}
