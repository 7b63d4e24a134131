import type { Scenario } from 'leaklab'

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
  ask: 'An async function awaits an answer that never comes, and everybody has lost the promise. Does it wait for ever?',
  learn:
    'A function that awaits is no root: only the promise holds it, and only who can settle the promise holds that. When they are gone the whole chain is collected, and its finally block never runs. It leaks when a table of pending requests keeps the resolver.',

  leaks: {
    'resolver kept in a table': lab => {
      const pending = new Map<number, (answer: string) => void>()
      let id = 0
      return () => {
        const answer = new Promise<string>(resolve => pending.set(++id, resolve))
        void handle(lab.watch(new PageRequest()), answer)
      }
    },
  },
  collects: {
    'resolver deleted on timeout': lab => {
      const pending = new Map<number, (answer: string) => void>()
      let id = 0
      return () => {
        const answer = new Promise<string>(resolve => pending.set(++id, resolve))
        void handle(lab.watch(new PageRequest()), answer)
        pending.delete(id)
      }
    },
    'resolver that nobody kept': lab => () => {
      const answer = new Promise<string>(() => {})
      void handle(lab.watch(new PageRequest()), answer)
    },
  },
} satisfies Scenario
