import type { Lab, Scenario } from 'leaklab'

class Report {
  rows = new Array(200).fill(0)
}

class WeakValues {
  entries = new Map<number, WeakRef<Report>>()
  registry = new FinalizationRegistry<number>(id => {
    if (this.get(id) === undefined) this.entries.delete(id)
  })
  get(id: number) {
    return this.entries.get(id)?.deref()
  }
  set(id: number, report: Report) {
    this.entries.set(id, new WeakRef(report))
    this.registry.register(report, id)
  }
}

/** A report from the cache, or a new one. The first are told. */
const read = (lab: Lab, cache: Map<number, Report> | WeakValues, id: number) => {
  const known = cache.get(id)
  if (id < 3) lab.note(`report ${id}: ${known ? 'a hit' : 'a miss, computed'}`)
  const report = known ?? lab.watch(new Report())
  cache.set(id, report)
  return report
}

export default {
  title: 'Expensive objects',
  ask: 'A cache must not keep expensive objects alive. Is a cache that holds them weakly still a cache?',
  learn:
    'A Map keeps every report for ever. A cache of weak values keeps only what somebody else holds: what nobody holds is computed again after every collection, however much memory there is. A small ring of strong references beside it keeps the newest, and no more.',

  leaks: {
    'strong values': lab => {
      const cache = new Map<number, Report>()
      let id = 0
      return () => {
        read(lab, cache, id)
        read(lab, cache, ++id)
      }
    },
  },
  plateaus: {
    'weak values and a ring of 8': lab => {
      const cache = new WeakValues()
      const ring: Report[] = []
      let id = 0
      return () => {
        read(lab, cache, id)
        ring[id % 8] = read(lab, cache, ++id)
      }
    },
  },
  collects: {
    'weak values': lab => {
      const cache = new WeakValues()
      let id = 0
      return () => {
        read(lab, cache, id)
        read(lab, cache, ++id)
      }
    },
  },
} satisfies Scenario
