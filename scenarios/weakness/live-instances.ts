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

  lesson: {
    variant: 'static Set',
    against: 'static WeakSet',
    because: 'the class can be reached, and its Set holds each instance',
    beliefs: {
      'unmentioned-is-unreachable': {
        because: 'no variable refers to the connection any more',
        answer:
          '`Connection.all` refers to it. The constructor added it, although the line that opens a connection does not show this.',
      },
      'weak-map-is-weak-cache': {
        because: 'a static Set drops the instances that nobody uses',
        answer:
          'A Set drops no member by itself, static or not. Delete an instance when it is closed, or use weak references.',
      },
      'cycles-never-die': {
        because: 'the class and its instances reference each other in a cycle',
        answer:
          'A cycle alone keeps nothing. The step function references the class, and the Set of the class references each instance.',
      },
    },
    highlight: ['static all = new Set<Connection>()', 'Connection.all.add(this)'],
  },
} satisfies Scenario
