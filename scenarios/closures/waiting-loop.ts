import { EventEmitter, on } from 'node:events'
import type { Scenario } from 'leaklab'

class PrintJob {
  input = new Array(100).fill(0)
  run() {
    return this.input.length
  }
}

async function runNext(jobs: AsyncIterator<PrintJob[]>) {
  const { value } = await jobs.next()
  value[0].run()
}

export default {
  title: 'Waiting loop',
  ask: 'An async loop runs each print job and then waits for the next one. Do the finished jobs level off?',
  learn:
    'A suspended function keeps the values of its local variables, so a waiting loop keeps its last one or two jobs until the next ones replace them. That is no leak: their number does not grow. If even these must be collected, run each job in a function of its own, whose variables end with it.',

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
    'each job in a function of its own': lab => {
      const queue = new EventEmitter()
      async function work() {
        const jobs = on(queue, 'job')
        for (;;) await runNext(jobs)
      }
      work()
      return () => queue.emit('job', lab.watch(new PrintJob()))
    },
  },
} satisfies Scenario
