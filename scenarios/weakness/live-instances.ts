import type { Scenario } from 'leaklab'
import { IterableWeakSet } from 'leaklab/collections'

export default {
  title: 'Live instances',
  ask: 'A class remembers all its instances, to tell how many there are. Are there ever fewer?',
  learn:
    'A static Set is reachable as long as its class, and so is everybody in it. A WeakSet keeps nobody, but cannot be counted. A set of WeakRefs can, and what it counts is what the collector has not come to yet: not who is in use.',

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
        if (opened++ < 5) lab.note(`opened before: ${opened - 1}, remembered: ${Connection.all.size}`)
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
        if (opened++ < 5) lab.note(`opened before: ${opened - 1}, remembered: ${Connection.all.size}`)
        lab.watch(new Connection())
      }
    },
  },
} satisfies Scenario
