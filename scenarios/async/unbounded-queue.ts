import type { Scenario } from 'leaklab'

class PrintJob {
  payload = new Array(50).fill(0)
  work() {}
}

const limit = 100

export default {
  title: 'Unbounded queue',
  ask: 'Three print jobs arrive for every two that are done. Does the queue level off?',
  learn:
    'An unbounded queue grows while work arrives faster than it is done, until memory runs out. Set a limit and decide what happens there: reject new work, drop the oldest, or make the producer wait. Waiting is called backpressure, and it is the only one that loses nothing.',

  leaks: {
    'every job is accepted': lab => {
      const queue: PrintJob[] = []
      return () => {
        for (let i = 0; i < 3; i++) queue.push(lab.watch(new PrintJob()))
        for (let i = 0; i < 2; i++) queue.shift()?.work()
      }
    },
  },
  plateaus: {
    'a full queue rejects new jobs': lab => {
      const queue: PrintJob[] = []
      return () => {
        for (let i = 0; i < 3 && queue.length < limit; i++) queue.push(lab.watch(new PrintJob()))
        for (let i = 0; i < 2; i++) queue.shift()?.work()
      }
    },
    'a full queue drops the oldest': lab => {
      const queue: PrintJob[] = []
      return () => {
        for (let i = 0; i < 3; i++) queue.push(lab.watch(new PrintJob()))
        for (let i = 0; i < 2; i++) queue.shift()?.work()
        while (queue.length > limit) queue.shift()
      }
    },
  },
  collects: {
    'the producer waits': lab => {
      const queue: PrintJob[] = []
      return () => {
        for (let i = 0; i < 3; i++) queue.push(lab.watch(new PrintJob()))
        // The producer creates no job until these are done.
        while (queue.length > 0) queue.shift()?.work()
      }
    },
  },

  lesson: {
    variant: 'every job is accepted',
    against: 'a full queue drops the oldest',
    because: 'one job more arrives than is done, in each step',
    beliefs: {
      'growth-is-leak': {
        because: 'each step creates three new jobs',
        answer: 'Creating jobs is no leak. With a limit as many are created, and memory stays level.',
      },
      'memory-comes-down': {
        because: 'the queue is worked off in the end, so memory comes down',
        answer: 'It is never worked off: in each step it becomes one job longer.',
      },
      'weak-map-is-weak-cache': {
        because: 'a queue drops its oldest jobs when it gets too long',
        answer: 'An array has no limit. Only code can drop a job.',
      },
    },
    highlight: ['queue.push(lab.watch(new PrintJob()))', 'queue.shift()?.work()'],
  },
} satisfies Scenario
