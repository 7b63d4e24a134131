import type { Scenario } from 'leaklab'

class PageRequest {
  url = '/basket'
  body = new Array(100).fill(0)
}

interface Line {
  text: string
  about?: PageRequest
}

export default {
  title: 'Log history',
  ask: 'A logger keeps its lines for a bug report, and each line refers to its request. Are the requests collected?',
  learn:
    'A log line that references its request keeps the whole request, with its body, for as long as the history keeps the line. The same goes for error reports, breadcrumbs and objects that are logged while DevTools are open. Limit the history, and store text instead of objects.',

  leaks: {
    'every line kept': lab => {
      const history: Line[] = []
      return () => {
        const request = lab.watch(new PageRequest())
        history.push({ text: `GET ${request.url}`, about: request })
      }
    },
  },
  plateaus: {
    'the last 100 lines, each with its request': lab => {
      const history: Line[] = []
      return () => {
        const request = lab.watch(new PageRequest())
        history.push({ text: `GET ${request.url}`, about: request })
        if (history.length > 100) history.shift()
      }
    },
  },
  collects: {
    'the last 100 lines, text only': lab => {
      const history: Line[] = []
      return () => {
        const request = lab.watch(new PageRequest())
        history.push({ text: `GET ${request.url}` })
        if (history.length > 100) history.shift()
      }
    },
  },

  lesson: {
    variant: 'the last 100 lines, each with its request',
    against: 'every line kept',
    because: 'the history never keeps more than 100 lines',
    beliefs: {
      'weak-map-is-weak-cache': {
        because: 'a log lets go of old lines when memory is needed',
        answer:
          'An array drops nothing by itself. The code removes the oldest line whenever there are more than 100, needed or not.',
      },
      'growth-is-leak': {
        because: 'every call adds a line with its whole request',
        answer:
          'It does, and from the 101st call on it also removes one. So the number of requests has a limit.',
      },
      'memory-comes-down': {
        because: '100 requests are never given back',
        answer:
          'They are replaced one by one, and their number does not grow. Memory that stays at a limit is no leak.',
      },
    },
    highlight: ['about: request', 'if (history.length > 100) history.shift()'],
  },
} satisfies Scenario
