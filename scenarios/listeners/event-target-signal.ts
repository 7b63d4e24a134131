import type { Scenario } from 'leaklab'

class Sidebar {
  entries = new Array(2_000).fill(0)
  closing = new AbortController()
  redraw() {
    return this.entries.length
  }
}

/** Uses no sidebar: Node 20 and 22 keep the newest listener that was added with a signal, even after its removal. */
const hideTooltips = () => {}

export default {
  title: 'Event target signal',
  ask: 'A listener is added with { capture: true } and removed without it. Is what it uses collected?',
  learn:
    'An EventTarget identifies a listener by its type, its function and its capture flag, and it silently ignores a removal that matches none. Pass the same flag when you remove a listener. Or give several listeners one signal: a single abort() removes all of them, including anonymous functions.',

  leaks: {
    'removed without the capture flag': lab => {
      const page = new EventTarget()
      return () => {
        const sidebar = lab.watch(new Sidebar())
        const redraw = () => sidebar.redraw()
        page.addEventListener('resize', redraw, { capture: true })
        page.removeEventListener('resize', redraw)
      }
    },
    'signal that is never aborted': lab => {
      const page = new EventTarget()
      return () => {
        const sidebar = lab.watch(new Sidebar())
        const { signal } = sidebar.closing
        page.addEventListener('resize', () => sidebar.redraw(), { signal })
        page.addEventListener('scroll', hideTooltips, { signal })
      }
    },
  },
  collects: {
    'removed with the capture flag': lab => {
      const page = new EventTarget()
      return () => {
        const sidebar = lab.watch(new Sidebar())
        const redraw = () => sidebar.redraw()
        page.addEventListener('resize', redraw, { capture: true })
        page.removeEventListener('resize', redraw, { capture: true })
      }
    },
    'signal aborted, two listeners gone': lab => {
      const page = new EventTarget()
      return () => {
        const sidebar = lab.watch(new Sidebar())
        const { signal } = sidebar.closing
        page.addEventListener('resize', () => sidebar.redraw(), { signal })
        page.addEventListener('scroll', hideTooltips, { signal })
        sidebar.closing.abort()
      }
    },
  },

  lesson: {
    variant: 'removed without the capture flag',
    against: 'removed with the capture flag',
    because: 'the capture flag is part of what identifies a listener',
    beliefs: {
      'same-words-same-listener': {
        because: 'the same type and function mean the same listener',
        answer:
          'They are not enough: a listener is identified by its type, its function and its capture flag, and here the flags differ.',
      },
      'null-frees': {
        because: 'the removal took away the only reference to `redraw`',
        answer: 'The removal took nothing away: it matched no listener, and that is no error.',
      },
      'pending-lives-forever': {
        because: 'a listener cannot be removed before its event has come',
        answer:
          'It can be removed at any time: the fixed variant does so before any event, by passing the same capture flag.',
      },
    },
    highlight: [
      "page.addEventListener('resize', redraw, { capture: true })",
      "page.removeEventListener('resize', redraw)",
    ],
  },
} satisfies Scenario
