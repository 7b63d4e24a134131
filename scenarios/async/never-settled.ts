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
  ask: 'Visitors wait for one promise, and it never settles. Can a visitor leave the queue?',
  learn:
    'A pending promise holds every callback it was given with then(), and every async function that awaits it, with its locals. There is no way to unsubscribe. Once it settles, it calls them and lets go: a promise that many wait for must settle in the end, even by a rejection.',

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
      const open = new Promise<void>(resolve => resolve())
      return () => {
        const visitor = lab.watch(new Visitor())
        open.then(() => visitor.greet())
      }
    },
    'await of a promise that settled': lab => {
      const open = new Promise<void>(resolve => resolve())
      return () => {
        void greetWhen(open, lab.watch(new Visitor()))
      }
    },
  },
} satisfies Scenario
