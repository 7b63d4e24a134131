import type { Scenario } from 'leaklab'

const timeoutMs = 1

class PageRequest {
  payload = new Array(50).fill(0)
  finish() {}
}

async function handle(request: PageRequest, answer: Promise<string>) {
  try {
    await answer
  } finally {
    request.finish()
  }
}

export default {
  title: 'Dropped promise',
  ask: 'An async function awaits an answer that never comes. Is the suspended function collected?',
  learn:
    'A suspended async function is not a GC root: its promise keeps it, and only the code that can settle the promise keeps that. Without a reference to the resolver all of it is collected, and its finally block never runs. Delete the resolver on a timeout, and reject the promise first if finally has to run.',

  leaks: {
    'resolver kept in a table': lab => {
      const pending = new Map<number, (answer: string) => void>()
      let requests = 0
      return () => {
        const id = ++requests
        const answer = new Promise<string>(resolve => pending.set(id, resolve))
        void handle(lab.watch(new PageRequest()), answer)
      }
    },
  },
  collects: {
    'resolver deleted on timeout': lab => {
      const pending = new Map<number, (answer: string) => void>()
      let requests = 0
      return () => {
        const id = ++requests
        const answer = new Promise<string>(resolve => pending.set(id, resolve))
        void handle(lab.watch(new PageRequest()), answer)
        setTimeout(() => pending.delete(id), timeoutMs)
      }
    },
    'resolver never kept': lab => () => {
      const answer = new Promise<string>(() => {})
      void handle(lab.watch(new PageRequest()), answer)
    },
  },

  lesson: {
    variant: 'resolver never kept',
    against: 'resolver kept in a table',
    because: 'nothing can settle the promise, so nothing references it',
    beliefs: {
      'pending-lives-forever': {
        because: 'a pending promise lives until it is settled',
        answer: 'A pending promise is an object like any other. What nothing references is collected.',
      },
      'finalizer-is-destructor': {
        because: 'its finally block runs when it is given up',
        answer:
          'The finally block never runs. The suspended function is collected without running any more code.',
      },
      'death-is-immediate': {
        because: 'an async function that is not awaited ends with the step',
        answer:
          'It is suspended at its await, not ended. A later collection frees it, because nothing has it.',
      },
    },
    highlight: ['new Promise<string>(() => {})', 'handle(lab.watch(new PageRequest()), answer)'],
  },
} satisfies Scenario
