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

  except: {
    'stack never read': {
      bun: {
        collects: 'JavaScriptCore keeps the functions of a stack, not the objects whose methods they are',
      },
    },
    'stack read once': {
      deno: { leaks: 'Deno keeps the frames of a stack, and the objects in them, also after it was read' },
    },
  },

  lesson: {
    variant: 'stack never read',
    against: 'stack read once',
    because: 'until its stack is read, an error keeps the objects on it',
    beliefs: {
      'null-frees': {
        because: '`last` is replaced, so the older error is dropped',
        answer:
          'The variable has only the newest error, but that error keeps its attempt, and `previous` leads from there to the older ones.',
      },
      'small-is-small': {
        because: 'an error has only a message and some lines of text',
        answer:
          'The text of the stack is written when it is first read. Until then the error references the functions on the stack and their objects.',
      },
      'cycles-never-die': {
        because: 'an attempt and its error reference each other',
        answer:
          'An attempt references the error before it, not its own. They form a chain, not a cycle, and the newest error keeps all of it.',
      },
    },
    highlight: ['new Attempt(last)', 'last = attempt.fail()'],
  },
} satisfies Scenario
