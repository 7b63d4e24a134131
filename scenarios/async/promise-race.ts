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
  ask: 'Each request races against one shutdown promise and wins. Does a finished race leave anything in memory?',
  learn:
    'Promise.race() calls then() on every promise it is given, and a pending promise keeps those callbacks: nobody can remove them. They accumulate on a promise that never settles, race by race; up to Node 24 they keep the results too. Give each race a promise of its own, and drop its resolver when the race is over.',

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

  lesson: {
    variant: 'raced against one long promise',
    against: 'raced against a promise of its own',
    because: "the shutdown promise keeps each race's callbacks",
    beliefs: {
      'unmentioned-is-unreachable': {
        because: 'no code needs a race any more once it was won',
        answer:
          'The shutdown promise is still pending, and it references the callbacks that each race added. Winning a race removes none of them.',
      },
      'null-frees': {
        because: 'the only reference to a race ends with its await',
        answer:
          'Promise.race() also called then() on the shutdown promise, and that promise references the callbacks.',
      },
      'pending-lives-forever': {
        because: 'a promise that never settles can never be collected',
        answer:
          'A pending promise that nothing references is collected. This one stays, with its callbacks, because `shutdown` references it.',
      },
    },
    highlight: ['const shutdown = new Shutdown()', 'Promise.race([receive(lab), shutdown.happens])'],
  },
} satisfies Scenario
