import type { Scenario } from 'leaklab'

class City {
  streets = new Array(20).fill('')
  roads = new Set<City>()
}

export default {
  title: 'Graph nodes',
  ask: 'A city is taken off the map. Every road from it is gone with it: can it be collected?',
  learn:
    'A node goes when no path from a root leads to it any more, and the edges to it are stored at its neighbours. So taking out a node means taking it out there too. Where edges are kept in a table beside the nodes, a WeakMap lets each node go together with its edges, even where those lead back to it.',

  leaks: {
    'the roads from it are removed': lab => {
      const capital = new City()
      return () => {
        const city = lab.watch(new City())
        city.roads.add(capital)
        capital.roads.add(city)
        city.roads.clear()
      }
    },
    'roads in a Map': lab => {
      const roads = new Map<City, Set<City>>()
      return () => {
        const city = lab.watch(new City())
        const suburb = lab.watch(new City())
        roads.set(city, new Set([suburb]))
        roads.set(suburb, new Set([city]))
      }
    },
  },
  collects: {
    'the roads to it are removed': lab => {
      const capital = new City()
      return () => {
        const city = lab.watch(new City())
        city.roads.add(capital)
        capital.roads.add(city)
        capital.roads.delete(city)
      }
    },
    'roads in a WeakMap': lab => {
      const roads = new WeakMap<City, Set<City>>()
      return () => {
        const city = lab.watch(new City())
        const suburb = lab.watch(new City())
        roads.set(city, new Set([suburb]))
        roads.set(suburb, new Set([city]))
      }
    },
  },
} satisfies Scenario
