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
  ask: 'A chart subscribes to a ticker and is closed. Who still draws it?',
  learn:
    'A subject holds its listeners, and a listener holds what it works on: who lives long keeps all who ever subscribed. Unsubscribe with the very same function that subscribed; bind() makes a new one at every call, and deleting that removes nothing.',

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
