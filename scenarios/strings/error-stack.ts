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
    variant: 'stack never read',
    against: 'stack read once',
    because: 'an error keeps the functions on its stack, until that is read',
    beliefs: {
      'small-is-small': {
        because: 'an error is a short message and a text',
        answer:
          'Its text is made only when the stack is first read. Until then the error has the functions and their objects.',
      },
      'null-frees': {
        because: 'last is overwritten, so the error before it is freed',
        answer: 'The attempt references the error before it, and the newest error still has that attempt.',
      },
      'cycles-never-die': {
        because: 'an attempt and its error reference each other',
        answer:
          'They do not need to: an attempt has the error before it. And a cycle alone would keep nothing alive.',
      },
    },
    highlight: ['new Attempt(last)', 'last = attempt.fail()'],
  },
} satisfies Scenario
