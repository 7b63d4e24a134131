import type { Lab, Scenario } from 'leaklab'
import { IterableWeakMap } from 'leaklab/collections'

class Passenger {
  luggage = new Array(50).fill(0)
}

class Seat {
  row = 12
}

const kinds: [string, unknown][] = [
  ['object', {}],
  ['array', []],
  ['function', () => {}],
  ['unique symbol', Symbol('seat')],
  ['registered symbol', Symbol.for('seat')],
  ['string', 'seat'],
  ['number', 12],
]

function tellKeys(lab: Lab, map: { set(key: unknown, seat: Seat): unknown; delete(key: unknown): unknown }) {
  for (const [kind, key] of kinds) {
    try {
      map.set(key, new Seat())
      map.delete(key)
      lab.note(`as a key: ${kind} ✔`)
    } catch {
      lab.note(`as a key: ${kind} ✘ refused`)
    }
  }
}

export default {
  title: 'Weak keys',
  ask: 'We write down a seat for each passenger. Who lets go of passengers that have left?',
  learn:
    'A Map keeps its keys; a WeakMap forgets an entry with its key. What can be made again at any time, as a string or a registered symbol can, never dies, so it is refused. A WeakMap cannot be walked or counted; a weak key, a WeakRef and a finalizer together can.',

  leaks: {
    'Map keyed by the passenger': lab => {
      const seats = new Map<Passenger, Seat>()
      tellKeys(lab, seats)
      return () => {
        seats.set(lab.watch(new Passenger()), lab.watch(new Seat()))
      }
    },
  },
  collects: {
    'WeakMap keyed by the passenger': lab => {
      const seats = new WeakMap<Passenger, Seat>()
      tellKeys(lab, seats)
      return () => {
        seats.set(lab.watch(new Passenger()), lab.watch(new Seat()))
      }
    },
    'IterableWeakMap, which can be counted': lab => {
      const seats = new IterableWeakMap<Passenger, Seat>()
      tellKeys(lab, seats)
      return () => {
        seats.set(lab.watch(new Passenger()), lab.watch(new Seat()))
      }
    },
  },
} satisfies Scenario
