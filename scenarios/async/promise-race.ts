import type { Lab, Scenario } from 'leaklab'

class Reply {
  payload = new Array(50).fill(0)
}

class Shutdown {
  happens = new Promise<never>(() => {})
  waiting = new Set<(reason: Error) => void>()

  async race<T>(work: Promise<T>): Promise<T> {
    let stop!: (reason: Error) => void
    const stopped = new Promise<never>((_, reject) => {
      stop = reject
      this.waiting.add(stop)
    })
    return Promise.race([work, stopped]).finally(() => this.waiting.delete(stop))
  }
}

const receive = async (lab: Lab) => lab.watch(new Reply())

export default {
  title: 'Promise race',
  ask: 'Each request races against one promise of the shutdown, and wins. Does the race leave anything behind?',
  learn:
    'Promise.race calls then() on every promise it is given, and a promise keeps its callbacks until it settles: nobody can take one back. One that never settles gathers them, race by race; up to Node 24 each of them holds its winner as well. Give each race a promise of its own, and forget it when the race is over.',

  leaks: {
    'raced against one long promise': lab => {
      const shutdown = new Shutdown()
      return async () => {
        await Promise.race([receive(lab), shutdown.happens])
      }
    },
  },
  collects: {
    'raced against a promise of its own': lab => {
      const shutdown = new Shutdown()
      return async () => {
        await shutdown.race(receive(lab))
      }
    },
  },
} satisfies Scenario
