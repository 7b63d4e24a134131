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
    variant: 'never unsubscribed',
    against: 'unsubscribed when closed',
    because: 'the ticker still has a listener that has the chart',
    beliefs: {
      'unmentioned-is-unreachable': {
        because: 'a closed chart is not shown, so nothing uses it',
        answer: 'That nothing shows it is not known to the collector. The ticker has it among its listeners.',
      },
      'null-frees': {
        because: 'chart is a local variable, so it goes with the step',
        answer: 'The variable goes, but it was not the only reference: the bound function has the chart too.',
      },
      'cycles-never-die': {
        because: 'the ticker and the chart reference each other',
        answer: 'The chart knows no ticker. And a cycle that nothing else references would be collected.',
      },
    },
    highlight: ['chart.draw.bind(chart)', 'ticker.listeners.add(draw)'],
  },
} satisfies Scenario
