import type { Scenario } from 'leaklab'

class Page {
  payload = new Array(50).fill(0)
}

/** Its pages expire after 50 ticks of the given clock. */
class PageCache {
  clock: { now: number }
  entries = new Map<number, { page: Page; until: number }>()

  constructor(clock: { now: number }) {
    this.clock = clock
  }
  get(id: number): Page | undefined {
    const entry = this.entries.get(id)
    if (entry && entry.until > this.clock.now) return entry.page
    this.entries.delete(id)
    return undefined
  }
  set(id: number, page: Page) {
    this.entries.set(id, { page, until: this.clock.now + 50 })
  }
  sweep() {
    // All entries have the same lifetime, so those after a valid one are valid too.
    for (const [id, { until }] of this.entries) {
      if (until > this.clock.now) break
      this.entries.delete(id)
    }
  }
}

export default {
  title: 'TTL cache',
  ask: 'Each page in a cache expires after 50 ticks of a clock. Does the cache level off?',
  learn:
    'An expired entry is not deleted by itself. A cache that checks the time only in get() keeps every entry that nobody requests again. Delete expired entries whenever you add one, or limit the size of the cache as well.',

  leaks: {
    'expired when asked for': lab => {
      const clock = { now: 0 }
      const cache = new PageCache(clock)
      return () => {
        clock.now++
        if (!cache.get(clock.now)) cache.set(clock.now, lab.watch(new Page()))
      }
    },
  },
  plateaus: {
    'swept when something is added': lab => {
      const clock = { now: 0 }
      const cache = new PageCache(clock)
      return () => {
        clock.now++
        if (!cache.get(clock.now)) cache.set(clock.now, lab.watch(new Page()))
        cache.sweep()
      }
    },
  },

  lesson: {
    variant: 'expired when asked for',
    against: 'swept when something is added',
    because: 'an expired page stays until get() is called for it again',
    beliefs: {
      'weak-map-is-weak-cache': {
        because: 'a page leaves the cache when its time is over',
        answer:
          'No timer runs here: `until` is only a number. It is read in get(), and get() is never called again for an old page.',
      },
      'unmentioned-is-unreachable': {
        because: 'an expired page is of no use, so nothing can reach it',
        answer:
          'The Map still reaches it. Whether a page has expired is decided by the code in get(), not by the collector.',
      },
      'growth-is-leak': {
        because: 'each tick creates a new page',
        answer:
          'The fixed variant creates a page each tick too, and it levels off. The difference is that it deletes the expired ones.',
      },
    },
    highlight: ['cache.get(clock.now)', 'cache.set(clock.now, lab.watch(new Page()))'],
  },
} satisfies Scenario
