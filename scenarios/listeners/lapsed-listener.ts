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
} satisfies Scenario
