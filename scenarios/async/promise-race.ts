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
    because: 'the pending promise keeps the callbacks',
    beliefs: {
      'unmentioned-is-unreachable': {
        because: 'a race that is over is not used by anything',
        answer: 'The promise that did not win still has the callbacks that race() added to it.',
      },
      'delete-unloads': {
        because: 'race() removes its callbacks from those that lost',
        answer: 'Callbacks of a promise cannot be removed. They stay until it settles.',
      },
      'small-is-small': {
        because: 'a few callbacks take too little memory to leak',
        answer: 'One race leaves little; a race for each request adds up without bound.',
      },
    },
    highlight: ['Promise.race([receive(lab), shutdown.happens])'],
  },
} satisfies Scenario
