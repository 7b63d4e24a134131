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
    variant: 'a full queue rejects new jobs',
    against: 'every job is accepted',
    because: 'the queue accepts no more jobs once it is full',
    beliefs: {
      'memory-comes-down': {
        because: 'a queue that stays full never gives its memory back',
        answer:
          'Memory need not come down: a queue that stays at its limit keeps a constant number of jobs, and that is no leak.',
      },
      'growth-is-leak': {
        because: 'more jobs arrive than are done, so the queue grows',
        answer:
          'It grows only until it reaches the limit. After that it takes a new job only when there is room.',
      },
      'death-is-immediate': {
        because: 'shift() frees each job at once, so nothing adds up',
        answer:
          'Calling shift() only removes a job from the queue; a later collection frees it. Without the limit, the jobs that are left in the queue would add up.',
      },
    },
    highlight: ['queue.length < limit', 'queue.shift()?.work()'],
  },
} satisfies Scenario
