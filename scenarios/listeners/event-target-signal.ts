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
    because: 'the removal matches no listener, so it does nothing',
    beliefs: {
      'same-words-same-listener': {
        because: 'the same type and the same function are the same listener',
        answer: 'The capture flag is part of it: without it the removal looks for another listener.',
      },
      'unmentioned-is-unreachable': {
        because: 'nothing but the page uses the function any more',
        answer: 'The page is enough: it keeps its listeners, and redraw has the sidebar.',
      },
      'cycles-never-die': {
        because: 'the sidebar and its controller reference each other',
        answer: 'A cycle alone keeps nothing alive. The page still has the listener.',
      },
    },
    highlight: ['{ capture: true }', "page.removeEventListener('resize', redraw)"],
  },
} satisfies Scenario
