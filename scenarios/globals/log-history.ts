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
    because: 'at most 100 lines are kept, and so are their requests',
    beliefs: {
      'growth-is-leak': {
        because: 'each line keeps a whole request, and there are ever more lines',
        answer: 'Each new line pushes an old one out. After 100 lines memory stays where it is.',
      },
      'small-is-small': {
        because: 'a line of a log is only a short text',
        answer:
          'It has a second property, which references the whole request. The limit is what bounds memory.',
      },
      'unmentioned-is-unreachable': {
        because: 'a request that was answered is not used any more',
        answer: 'The requests of the newest 100 lines are still there, whether or not they are used.',
      },
    },
    highlight: ['about: request', 'if (history.length > 100)'],
  },
} satisfies Scenario
