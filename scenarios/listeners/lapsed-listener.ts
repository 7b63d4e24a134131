import type { Scenario } from 'leaklab'

class Chart {
  points = new Array(50).fill(0)
  draw(price: number) {
    this.points[0] = price
  }
}

class Ticker {
  listeners = new Set<(price: number) => void>()
}

export default {
  title: 'Lapsed listener',
  ask: 'A chart subscribes to a ticker and is then closed. Is the chart collected?',
  learn:
    'A subject keeps its listeners, and a listener keeps the object that it works on: a long-lived ticker keeps every chart that ever subscribed. Deleting `chart.draw.bind(chart)` removes nothing, because bind() creates a new function at each call. Store the function when you subscribe, and unsubscribe with that same function.',

  leaks: {
    'never unsubscribed': lab => {
      const ticker = new Ticker()
      return () => {
        const chart = lab.watch(new Chart())
        const draw = chart.draw.bind(chart)
        ticker.listeners.add(draw)
      }
    },
    'unsubscribed with another function': lab => {
      const ticker = new Ticker()
      return () => {
        const chart = lab.watch(new Chart())
        const draw = chart.draw.bind(chart)
        ticker.listeners.add(draw)
        ticker.listeners.delete(chart.draw.bind(chart))
      }
    },
  },
  collects: {
    'unsubscribed when closed': lab => {
      const ticker = new Ticker()
      return () => {
        const chart = lab.watch(new Chart())
        const draw = chart.draw.bind(chart)
        ticker.listeners.add(draw)
        ticker.listeners.delete(draw)
      }
    },
  },

  lesson: {
    variant: 'unsubscribed with another function',
    against: 'unsubscribed when closed',
    because: 'the second bind() creates a function that is not in the Set',
    beliefs: {
      'same-words-same-listener': {
        because: 'both calls of bind() give the same function',
        answer:
          'Each call of bind() creates a new function. The Set has the first one, and delete() was given the second.',
      },
      'null-frees': {
        because: 'delete() takes away the only reference to the chart',
        answer:
          'It takes nothing away, because the Set does not have the function that it was given. The first function stays, and it references the chart.',
      },
      'cycles-never-die': {
        because: 'the chart and its bound function reference each other',
        answer:
          'Only the function references the chart. And even a cycle would be collected if the ticker did not lead to it.',
      },
    },
    highlight: ['const draw = chart.draw.bind(chart)', 'ticker.listeners.delete(chart.draw.bind(chart))'],
  },
} satisfies Scenario
