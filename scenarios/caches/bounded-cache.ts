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

  lesson: {
    variant: 'size === limit, limit 0',
    against: 'size > limit, limit 0',
    because: 'the size is checked after set(), so it is never 0',
    beliefs: {
      'weak-map-is-weak-cache': {
        because: 'a cache with a limit drops its oldest page when it is full',
        answer:
          'A Map has no limit of its own. The code must evict, and it does so only when the size equals 0, which is never the case after set().',
      },
      'growth-is-leak': {
        because: 'each iteration creates another page',
        answer:
          'The fixed variant creates as many pages, and none of them stays. What matters is that here no page is ever deleted.',
      },
      'null-frees': {
        because: 'delete() removes the only reference to the oldest page',
        answer:
          'It would, but it is never called: after set() the size is at least 1, so it never equals the limit of 0.',
      },
    },
    highlight: ['const limit = 0', 'if (cache.size === limit)'],
  },
} satisfies Scenario
