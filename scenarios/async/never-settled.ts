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
    variant: 'then() on a promise that stays pending',
    against: 'then() on a promise that settled',
    because: 'the promise keeps each callback until it is settled',
    beliefs: {
      'unmentioned-is-unreachable': {
        because: 'nobody holds the visitors, only a callback uses them',
        answer:
          'The callback is in the list of the promise, and open is used in each step. So they can be reached.',
      },
      'weak-ref-cleans-entry': {
        because: 'a promise drops callbacks that cannot be called any more',
        answer: 'It cannot know that it never settles. It drops its callbacks only when it settles.',
      },
      'growth-is-leak': {
        because: 'then() makes a new promise in each step',
        answer: 'A settled promise makes as many, and memory stays level.',
      },
    },
    highlight: ['new Promise<void>(() => {})', 'open.then(() => visitor.greet())'],
  },
} satisfies Scenario
