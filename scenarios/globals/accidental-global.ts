import type { Scenario } from 'leaklab'

class Order {
  lines = new Array(100).fill(0)
}

/** Code in sloppy mode, as in a classic script. This file is a module, which is always strict. */
const compileSloppy = (body: string) => new Function('order', body) as (order: Order) => void
const remember = compileSloppy('this.orders = this.orders || []; this.orders.push(order)')

class Basket {
  remember = remember
}

export default {
  title: 'Accidental global',
  ask: 'An old method pushes an order to this.orders, and is called without its object. Is the order collected?',
  learn:
    'In sloppy mode a function that is called without an object has the global object as `this`, and assigning to an undeclared name creates a global variable. Both stay as long as the program runs, and a global array keeps all of its elements. Use modules or "use strict": the same line then throws.',

  leaks: {
    'called without its basket': lab => {
      lab.defer(() => Reflect.deleteProperty(globalThis, 'orders'))
      return () => {
        const { remember } = new Basket()
        remember(lab.watch(new Order()))
      }
    },
  },
  plateaus: {
    'assigned to an undeclared name': lab => {
      lab.defer(() => Reflect.deleteProperty(globalThis, 'latest'))
      const show = compileSloppy('latest = order')
      return () => show(lab.watch(new Order()))
    },
  },
  collects: {
    'called on its basket': lab => {
      lab.defer(() => Reflect.deleteProperty(globalThis, 'orders'))
      return () => {
        const basket = new Basket()
        basket.remember(lab.watch(new Order()))
      }
    },
    'assigned to a declared name': lab => {
      const show = compileSloppy('let latest = order')
      return () => show(lab.watch(new Order()))
    },
    'assigned under "use strict"': lab => {
      const show = compileSloppy('"use strict"; latest = order')
      let throws = 0
      return () => {
        try {
          show(lab.watch(new Order()))
        } catch (error) {
          if (throws++ === 0) lab.note(String(error))
        }
      }
    },
  },

  lesson: {
    variant: 'called without its basket',
    against: 'called on its basket',
    because: '`this` is the global object, which keeps the array',
    beliefs: {
      'null-frees': {
        because: 'the basket is dropped, and its orders with it',
        answer:
          'The basket has no orders. The call names no object, so `this` is the global object, and the array was created there.',
      },
      'same-words-same-listener': {
        because: '`remember` is the same function, so `this` is its basket',
        answer:
          'The same function can have any `this`: it is the object before the dot in the call. Here there is none, so it is the global object.',
      },
      'unmentioned-is-unreachable': {
        because: 'no code declares a variable that could keep the orders',
        answer:
          'None is needed: an assignment to `this.orders` creates a global variable here, because `this` is the global object.',
      },
    },
    highlight: ['const { remember } = new Basket()', 'remember(lab.watch(new Order()))'],
  },
} satisfies Scenario
