import type { Scenario } from 'leaklab'
import { IterableWeakSet } from 'leaklab/collections'

export default {
  title: 'Live instances',
  ask: 'A class records all of its instances in order to count them. Are the instances collected?',
  learn:
    'A static Set is reachable as long as its class, and so is every instance in it. A WeakSet keeps none but cannot be counted; a set of WeakRefs can, but it also counts unused objects that are not collected yet. To count what is in use, remove an instance when it is closed.',

  leaks: {
    'static Set': lab => {
      class Connection {
        static all = new Set<Connection>()
        buffer = new Array(50).fill(0)
        constructor() {
          Connection.all.add(this)
        }
      }
      let opened = 0
      return () => {
        if (++opened <= 5) lab.note(`before connection ${opened}: ${Connection.all.size} in the set`)
        lab.watch(new Connection())
      }
    },
  },
  collects: {
    'static WeakSet': lab => {
      class Connection {
        static all = new WeakSet<Connection>()
        buffer = new Array(50).fill(0)
        constructor() {
          Connection.all.add(this)
        }
      }
      return () => {
        lab.watch(new Connection())
      }
    },
    'static IterableWeakSet': lab => {
      class Connection {
        static all = new IterableWeakSet<Connection>()
        buffer = new Array(50).fill(0)
        constructor() {
          Connection.all.add(this)
        }
      }
      let opened = 0
      return () => {
        if (++opened <= 5) lab.note(`before connection ${opened}: ${Connection.all.size} in the set`)
        lab.watch(new Connection())
      }
    },
  },
} satisfies Scenario
