import type { Scenario } from 'leaklab'

class Order {
  lines = new Array(100).fill(0)
}

/** Code from before modules: a classic script is still like that, and so is what new Function makes. */
const old = (body: string) => new Function('order', body) as (order: Order) => void
const remember = old('this.orders = this.orders || []; this.orders.push(order)')

class Basket {
  remember = remember
}

export default {
  title: 'Accidental global',
  ask: 'An old method says this.orders.push(order), and somebody calls it without its basket. Whose orders are these?',
  learn:
    'In old code a function called without an object has the global object as this, and a name that nobody declared becomes a global: both live as long as the program. One name holds one value, an array under it holds them all. In modules and under "use strict" the same line throws.',

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
    'a name that nobody declared': lab => {
      lab.defer(() => Reflect.deleteProperty(globalThis, 'latest'))
      const show = old('latest = order')
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
    'a declared name': lab => {
      const show = old('let latest = order')
      return () => show(lab.watch(new Order()))
    },
    'the same name under "use strict"': lab => {
      const show = old('"use strict"; latest = order')
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
} satisfies Scenario
