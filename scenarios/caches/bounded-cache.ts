import type { Scenario } from 'leaklab'

class Page {
  words = new Array(50).fill(0)
}

const oldest = (cache: Map<number, Page>) => cache.keys().next().value!

export default {
  title: 'Bounded cache',
  ask: 'A cache evicts its oldest page when its size equals the limit. Does it level off with a limit of 0?',
  learn:
    'A cache has a bound only if it evicts whenever its size is greater than the limit. A check for equality works only while the size meets the limit exactly: with a limit of 0 the size is 1 after the first page, never equals 0 again, and nothing is evicted. Compare with >, and test your cache with a limit of 0.',

  leaks: {
    'size === limit, limit 0': lab => {
      const cache = new Map<number, Page>()
      const limit = 0
      let id = 0
      return () => {
        cache.set(++id, lab.watch(new Page()))
        if (cache.size === limit) cache.delete(oldest(cache))
      }
    },
  },
  plateaus: {
    'size === limit, limit 3': lab => {
      const cache = new Map<number, Page>()
      const limit = 3
      let id = 0
      return () => {
        cache.set(++id, lab.watch(new Page()))
        if (cache.size === limit) cache.delete(oldest(cache))
      }
    },
  },
  collects: {
    'size > limit, limit 0': lab => {
      const cache = new Map<number, Page>()
      const limit = 0
      let id = 0
      return () => {
        cache.set(++id, lab.watch(new Page()))
        if (cache.size > limit) cache.delete(oldest(cache))
      }
    },
  },
} satisfies Scenario
