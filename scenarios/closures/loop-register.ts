import { EventEmitter, on } from 'node:events'
import type { Scenario } from 'leaklab'

class PrintJob {
  input = new Array(100).fill(0)
  run() {
    return this.input.length
  }
}

export default {
  title: 'Loop register',
  ask: 'An async loop has run its job and waits for the next, for hours perhaps. Is the last job still alive?',
  learn:
    'A function that waits keeps its registers as they were, and the last job stands in one or two of them until the next takes its place. That is a survivor, not a leak: one job or a million, no more are kept. What grows is the array that remembers each.',

  leaks: {
    'loop that remembers its jobs': lab => {
      const queue = new EventEmitter()
      const done: PrintJob[] = []
      async function work() {
        for await (const [job] of on(queue, 'job')) {
          job.run()
          done.push(job)
        }
      }
      work()
      return () => queue.emit('job', lab.watch(new PrintJob()))
    },
  },
  plateaus: {
    'loop that only runs them': lab => {
      const queue = new EventEmitter()
      async function work() {
        for await (const [job] of on(queue, 'job')) {
          job.run()
        }
      }
      work()
      return () => queue.emit('job', lab.watch(new PrintJob()))
    },
  },
  collects: {
    'each run in a function of its own': lab => {
      const queue = new EventEmitter()
      async function work() {
        const jobs = on(queue, 'job')
        for (;;) await jobs.next().then(({ value: [job] }) => job.run())
      }
      work()
      return () => queue.emit('job', lab.watch(new PrintJob()))
    },
  },
} satisfies Scenario
