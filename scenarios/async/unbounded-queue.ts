import type { Scenario } from 'leaklab'

class PrintJob {
  payload = new Array(50).fill(0)
  work() {}
}

const limit = 100

export default {
  title: 'Unbounded queue',
  ask: 'Three jobs come for every two that are done. How long may the queue grow?',
  learn:
    'A queue hides that work comes faster than it is done, until the memory ends. Give it a bound, and say what happens at the bound: refuse the new, drop the old, or let the producer wait. Waiting is called backpressure, and is the only one that loses nothing.',

  leaks: {
    'every job is taken': lab => {
      const queue: PrintJob[] = []
      return () => {
        for (let i = 0; i < 3; i++) queue.push(lab.watch(new PrintJob()))
        for (let i = 0; i < 2; i++) queue.shift()?.work()
      }
    },
  },
  plateaus: {
    'a full queue refuses': lab => {
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
        // The next jobs are not made before these are done.
        while (queue.length > 0) queue.shift()?.work()
      }
    },
  },
} satisfies Scenario
