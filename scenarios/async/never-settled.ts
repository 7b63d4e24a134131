import type { Scenario } from 'leaklab'

class Visitor {
  payload = new Array(50).fill(0)
  greet() {}
}

async function greetWhen(open: Promise<void>, visitor: Visitor) {
  await open
  visitor.greet()
}

export default {
  title: 'Never settled',
  ask: 'Visitors wait for one promise and are not used anywhere else. Are they collected?',
  learn:
    'A pending promise keeps every then() callback, and every async function that awaits it with its local variables. There is no way to unsubscribe; settling the promise releases them all. Make sure that a promise that many wait for settles in the end, if only by rejecting after a timeout.',

  leaks: {
    'then() on a promise that stays pending': lab => {
      const open = new Promise<void>(() => {})
      return () => {
        const visitor = lab.watch(new Visitor())
        open.then(() => visitor.greet())
      }
    },
    'await of a promise that stays pending': lab => {
      const open = new Promise<void>(() => {})
      return () => {
        void greetWhen(open, lab.watch(new Visitor()))
      }
    },
  },
  collects: {
    'then() on a promise that settled': lab => {
      const open = Promise.resolve()
      return () => {
        const visitor = lab.watch(new Visitor())
        open.then(() => visitor.greet())
      }
    },
    'await of a promise that settled': lab => {
      const open = Promise.resolve()
      return () => {
        void greetWhen(open, lab.watch(new Visitor()))
      }
    },
  },

  lesson: {
    variant: 'await of a promise that stays pending',
    against: 'await of a promise that settled',
    because: 'the pending promise keeps the functions that await it',
    beliefs: {
      'unmentioned-is-unreachable': {
        because: 'no code can settle the promise, so no visitor is needed',
        answer:
          'What is needed does not matter, only what can be reached: the variable `open` references the promise, and that references all that await it.',
      },
      'null-frees': {
        because: 'each visitor is only a local variable of one call',
        answer:
          'That call has not ended: it is suspended at await with its local variables, and the promise keeps it.',
      },
      'pending-lives-forever': {
        because: 'a pending promise is a GC root that is never collected',
        answer:
          'A pending promise is no GC root. It stays because `open` references it; otherwise it would be collected with all that await it.',
      },
    },
    highlight: ['const open = new Promise<void>(() => {})', 'void greetWhen(open,'],
  },
} satisfies Scenario
