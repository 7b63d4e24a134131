import type { Scenario } from 'leaklab'

class Page {
  payload = new Array(50).fill(0)
}

/** Pages are good for 50 ticks of the clock that it is handed. */
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
    // All live equally long, so the first that is still good ends the search.
    for (const [id, { until }] of this.entries) {
      if (until > this.clock.now) break
      this.entries.delete(id)
    }
  }
}

export default {
  title: 'TTL cache',
  ask: 'Every page in a cache expires after 50 ticks of the clock. How many pages does it hold after a million ticks?',
  learn:
    'To expire is not to be deleted. A cache that looks at the time only when an entry is asked for keeps whatever nobody asks for again, and one-time visitors never ask again. Sweep when something is added, or bound the size as well.',

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
} satisfies Scenario
