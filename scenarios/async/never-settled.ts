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
} satisfies Scenario
