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
  ask: 'A logger keeps its latest lines for a bug report, and a line is short. How much can a hundred lines weigh?',
  learn:
    'A line that names its request holds the whole request, body and all, as long as the history holds the line. Bound the history and log text, not objects: hold what you would print. The same goes for error reports, breadcrumbs and all that is logged while DevTools are open.',

  leaks: {
    'every line, for ever': lab => {
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
} satisfies Scenario
