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

  except: {
    'loop that only runs them': {
      bun: { collects: 'JavaScriptCore keeps no value of a suspended function that is not used any more' },
    },
  },

  lesson: {
    variant: 'loop that only runs them',
    against: 'loop that remembers its jobs',
    because: 'the loop keeps its newest jobs until others replace them',
    beliefs: {
      'pending-lives-forever': {
        because: 'a loop that waits forever keeps all it has been given',
        answer:
          'It keeps only what its variables hold now. The next job replaces the last one, and then the old job can be collected.',
      },
      'memory-comes-down': {
        because: 'its last job is still there when no more jobs come',
        answer:
          'Memory need not come down to where it began. One or two jobs stay until the next ones come, and their number does not grow.',
      },
      'death-is-immediate': {
        because: 'a job is collected as soon as run() has returned',
        answer:
          'The waiting function still has the job in its variables. The newest one or two stay until the next ones replace them.',
      },
    },
    highlight: ['for await (const [job] of on(queue,', 'job.run()'],
  },
} satisfies Scenario
