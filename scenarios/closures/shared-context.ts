import type { Scenario } from 'leaklab'

class Theme {
  colors = new Array(100).fill(0)
}

interface Page {
  theme: Theme
  leave(): string
}

export default {
  title: 'Shared context',
  ask: 'A page keeps leave(), which uses no variable. A function beside it used the previous page: is that page collected?',
  learn:
    'All functions created in one scope share one context, which holds every variable that any of them uses. So leave() keeps `previous`, because fadeOut() uses it, although fadeOut() itself is gone; and each previous page keeps the one before it. Clear the variable when you are done with it, or create the function that you keep somewhere else.',

  leaks: {
    'another function uses the previous page': lab => {
      let page: Page | undefined
      return () => {
        const previous = page
        const fadeOut = () => previous?.theme.colors.fill(255)
        fadeOut()
        page = { theme: lab.watch(new Theme()), leave: () => 'bye' }
      }
    },
  },
  plateaus: {
    'the variable is cleared': lab => {
      let page: Page | undefined
      return () => {
        let previous = page
        const fadeOut = () => previous?.theme.colors.fill(255)
        fadeOut()
        page = { theme: lab.watch(new Theme()), leave: () => 'bye' }
        previous = undefined
      }
    },
    'leave() is created elsewhere': lab => {
      const leave = () => 'bye'
      let page: Page | undefined
      return () => {
        const previous = page
        const fadeOut = () => previous?.theme.colors.fill(255)
        fadeOut()
        page = { theme: lab.watch(new Theme()), leave }
      }
    },
  },

  lesson: {
    variant: 'another function uses the previous page',
    against: 'the variable is cleared',
    because: 'leave() and fadeOut() have one context in common',
    beliefs: {
      'closure-keeps-only-mentioned': {
        because: 'leave() mentions nothing, so it keeps only the text',
        answer: 'Functions of one scope share one context: leave() keeps what fadeOut() mentions.',
      },
      'unmentioned-is-unreachable': {
        because: 'fadeOut() is gone, so nothing uses the previous page',
        answer: 'fadeOut() is gone, but the context that it shared is not: leave() still has it.',
      },
      'null-frees': {
        because: 'page is overwritten, so the page before it is freed',
        answer: 'The variable is overwritten, but the context of the new leave() has the page before it.',
      },
    },
    highlight: ['const previous = page', 'previous?.theme', 'leave: () =>'],
  },
} satisfies Scenario
