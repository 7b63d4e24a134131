import type { Scenario } from 'leaklab'

class Attempt {
  payload = new Array(50).fill(0)
  previous: Error | undefined
  constructor(previous: Error | undefined) {
    this.previous = previous
  }
  fail() {
    return new Error('no answer')
  }
}

export default {
  title: 'Error stack',
  ask: 'Only the last error of an endless retry is remembered. Can it hold all the attempts before?',
  learn:
    'The text of error.stack is written when it is first read. Until then the error holds the functions on the stack, and the objects whose methods they were. Errors that are remembered should be read, or reduced to their message. A chain of causes is a chain as well.',

  leaks: {
    'stack never read': lab => {
      let last: Error | undefined
      return () => {
        const attempt = lab.watch(new Attempt(last))
        last = attempt.fail()
      }
    },
    'chain of causes': lab => {
      let last: Error | undefined
      return () => {
        last = new Error('no answer', { cause: last })
        lab.watch(last)
      }
    },
  },
  plateaus: {
    'cause told in words': lab => {
      let last: Error | undefined
      return () => {
        last = new Error('no answer', { cause: last?.message })
        lab.watch(last)
      }
    },
  },
  collects: {
    'stack read once': lab => {
      let last: Error | undefined
      return () => {
        const attempt = lab.watch(new Attempt(last))
        last = attempt.fail()
        void last.stack
      }
    },
  },
} satisfies Scenario
