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
    because: 'the size is never equal to 0 after a page was added',
    beliefs: {
      'weak-map-is-weak-cache': {
        because: 'a cache with a limit drops pages when memory gets scarce',
        answer:
          'A Map knows no limit and no scarcity: only the line with delete() removes a page, and its condition never holds.',
      },
      'unmentioned-is-unreachable': {
        because: 'no code asks for an old page again, so it is dropped',
        answer:
          'Whether code asks for a page does not matter. It can be reached through the Map, so it stays.',
      },
      'delete-unloads': {
        because: 'cache.delete removes one page each time, so it stays empty',
        answer: 'The call would do that, but it is never made: it runs only when the size equals the limit.',
      },
    },
    highlight: ['cache.set(++id, lab.watch(new Page()))', 'cache.size === limit'],
  },
} satisfies Scenario
