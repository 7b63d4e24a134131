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
    because: 'without an object `this` is the global object',
    beliefs: {
      'unmentioned-is-unreachable': {
        because: 'the basket is gone, and its list of orders with it',
        answer:
          'The list is not in the basket: without an object `this` is the global object, which gets the list.',
      },
      'delete-unloads': {
        because: 'a function from new Function cannot reach any variable',
        answer:
          'It cannot reach local variables. The global object is in its reach, and there it creates a list.',
      },
      'death-is-immediate': {
        because: 'the order is freed as soon as remember returns',
        answer: 'It would become unreachable then, if remember had not put it into a list that stays.',
      },
    },
    highlight: ['const { remember } = new Basket()', 'remember(lab.watch(new Order()))'],
  },
} satisfies Scenario
