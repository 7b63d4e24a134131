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
    because: 'nothing that is alive references the promise or its resolver',
    beliefs: {
      'pending-lives-forever': {
        because: 'a suspended function has to wait for its answer',
        answer:
          'Nothing has to wait: no code can settle the promise any more, so the promise and the suspended function can be collected.',
      },
      'finalizer-is-destructor': {
        because: 'the finally block runs when the function is collected',
        answer:
          'The collector runs no code of what it frees. The finally block never runs here, and request.finish() is not called.',
      },
      'cycles-never-die': {
        because: 'the promise and the function keep each other alive',
        answer: 'They do reference each other, but that keeps neither alive: no GC root leads to them.',
      },
    },
    highlight: ['new Promise<string>(() => {})', 'void handle('],
  },
} satisfies Scenario
