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

  lesson: {
    variant: 'loop that only runs them',
    against: 'loop that remembers its jobs',
    because: 'the waiting loop still has its newest job in use',
    beliefs: {
      'growth-is-leak': {
        because: 'each job is a new object, and the heap goes up',
        answer: 'New jobs alone are no leak: each is collected once the next ones have replaced it.',
      },
      'pending-lives-forever': {
        because: 'a loop that never ends keeps all that it has seen',
        answer:
          'It keeps its variables, not their history: a job is released when the next one takes its place.',
      },
      'death-is-immediate': {
        because: 'a job is freed as soon as its run() returns',
        answer: 'The waiting loop still has it in its variables, until the next job replaces it.',
      },
    },
    highlight: ['for await (const [job] of on(queue,', 'job.run()'],
  },
} satisfies Scenario
