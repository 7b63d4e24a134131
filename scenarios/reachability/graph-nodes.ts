import type { Scenario } from 'leaklab'

class City {
  streets = new Array(20).fill('')
  roads = new Set<City>()
}

export default {
  title: 'Graph nodes',
  ask: 'A city is removed from a map: all roads that start there are deleted. Is the city collected?',
  learn:
    'A node is collected when no path from a GC root leads to it. Deleting its own edges is not enough, because the edges that lead to it are stored in its neighbors. Delete those as well, or store the edges in a WeakMap with the node as the key.',

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
