import type { Lab, Scenario } from 'leaklab'
import { IterableWeakMap } from 'leaklab/collections'

class Passenger {
  luggage = new Array(50).fill(0)
}

class Seat {
  row = 12
}

const kinds: [string, unknown][] = [
  ['an object', {}],
  ['an array', []],
  ['a function', () => {}],
  ['a unique symbol', Symbol('seat')],
  ['a registered symbol', Symbol.for('seat')],
  ['a string', 'seat'],
  ['a number', 12],
]

function noteKeys(lab: Lab, map: { set(key: unknown, seat: Seat): unknown; delete(key: unknown): unknown }) {
  for (const [kind, key] of kinds) {
    try {
      map.set(key, new Seat())
      map.delete(key)
      lab.note(`accepts ${kind} as a key`)
    } catch {
      lab.note(`rejects ${kind} as a key`)
    }
  }
}

export default {
  title: 'Weak keys',
  ask: 'A table assigns a seat to each passenger. Is a passenger collected after leaving?',
  learn:
    'A Map keeps its keys; a WeakMap drops an entry when its key is collected. It rejects strings, numbers and registered symbols, because these can be created again at any time and so never become unreachable. Use an object as the key; if you must count or iterate, use a map of WeakRefs with a finalizer, such as IterableWeakMap.',

  leaks: {
    'Map keyed by the passenger': lab => {
      const seats = new Map<Passenger, Seat>()
      noteKeys(lab, seats)
      return () => {
        seats.set(lab.watch(new Passenger()), lab.watch(new Seat()))
      }
    },
  },
  collects: {
    'WeakMap keyed by the passenger': lab => {
      const seats = new WeakMap<Passenger, Seat>()
      noteKeys(lab, seats)
      return () => {
        seats.set(lab.watch(new Passenger()), lab.watch(new Seat()))
      }
    },
    'IterableWeakMap, which can be counted': lab => {
      const seats = new IterableWeakMap<Passenger, Seat>()
      noteKeys(lab, seats)
      return () => {
        seats.set(lab.watch(new Passenger()), lab.watch(new Seat()))
      }
    },
  },

  lesson: {
    variant: 'Map keyed by the passenger',
    against: 'WeakMap keyed by the passenger',
    because: 'a Map keeps its keys as well as its values',
    beliefs: {
      'weak-map-is-weak-cache': {
        because: 'a Map drops an entry once nobody uses its key',
        answer:
          'That is what a WeakMap does. A Map references its keys strongly, and so they can be reached through the Map itself.',
      },
      'unmentioned-is-unreachable': {
        because: 'nobody can look up a passenger who has left',
        answer:
          'A lookup needs the passenger, but the collector does not: it follows the references of the Map to its keys and values.',
      },
      'same-words-same-listener': {
        because: 'each new passenger is an equal key and replaces the last one',
        answer:
          'A Map compares objects by identity. Each `new Passenger()` is another key, however equal it looks, and adds an entry.',
      },
    },
    highlight: ['new Map<Passenger, Seat>()', 'seats.set(lab.watch(new Passenger())'],
  },
} satisfies Scenario
