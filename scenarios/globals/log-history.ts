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
    variant: 'every line kept',
    against: 'the last 100 lines, text only',
    because: 'each line references its whole request',
    beliefs: {
      'small-is-small': {
        because: 'a line of a log is only a short text',
        answer:
          'The text is short, but the line has a second property, and that references the whole request.',
      },
      'unmentioned-is-unreachable': {
        because: 'a request that was answered is not used any more',
        answer: 'It is not used, but it can be reached: through its line, and the line through the history.',
      },
      'weak-map-is-weak-cache': {
        because: 'a logger drops its oldest lines by itself',
        answer: 'An array drops nothing by itself. Without a limit in the code it keeps all lines.',
      },
    },
    highlight: ['history.push(', 'about: request'],
  },
} satisfies Scenario
