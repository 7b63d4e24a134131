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

  lesson: {
    variant: 'the roads from it are removed',
    against: 'the roads to it are removed',
    because: 'the capital still has its road to the city',
    beliefs: {
      'cycles-never-die': {
        because: 'the city and the capital reference each other',
        answer:
          'After `city.roads.clear()` they do not any more, and a cycle alone keeps nothing. The city stays because `capital.roads` contains it.',
      },
      'delete-unloads': {
        because: '`clear()` removes the city together with its roads',
        answer:
          "`clear()` empties only the city's own Set. The road that leads to the city is stored in `capital.roads`.",
      },
      'unmentioned-is-unreachable': {
        because: 'no variable refers to the city after the iteration',
        answer:
          'A Set refers to it: the step function references the capital, and `capital.roads` contains the city.',
      },
    },
    highlight: ['capital.roads.add(city)', 'city.roads.clear()'],
  },
} satisfies Scenario
