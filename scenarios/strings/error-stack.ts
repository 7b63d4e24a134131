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
  ask: 'A retry loop remembers only its last error. Are the earlier attempts collected?',
  learn:
    'V8 writes the text of error.stack when it is first read; until then the error keeps the functions on the stack, and the objects whose methods they are. A chain of causes keeps every error in it. Store messages instead of errors, or read the stack of an error that you keep.',

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
    'message as the cause': lab => {
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

  lesson: {
    variant: 'stack read once',
    against: 'stack never read',
    because: 'with its text written, the error needs no functions any more',
    beliefs: {
      'null-frees': {
        because: '`last` is overwritten, so the error before it is freed',
        answer:
          'The next attempt references it. Without reading the stack, the chain of attempts never ends.',
      },
      'growth-is-leak': {
        because: 'reading the stack makes a long text for each error',
        answer: 'The text is collected with its error. Only the newest error is kept.',
      },
      'unmentioned-is-unreachable': {
        because: 'no code uses an attempt after it has failed',
        answer: 'An error whose stack was not read keeps the objects of its functions, used or not.',
      },
    },
    highlight: ['new Attempt(last)', 'void last.stack'],
  },
} satisfies Scenario
