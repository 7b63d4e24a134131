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
    because: 'leave() shares one context with fadeOut()',
    beliefs: {
      'closure-keeps-only-mentioned': {
        because: 'leave() mentions no variable, so it keeps none',
        answer:
          'It keeps the context of its scope, which all functions in that scope share. Because fadeOut() uses `previous`, that is in it.',
      },
      'unmentioned-is-unreachable': {
        because: 'fadeOut() is gone, and `previous` goes with it',
        answer:
          'The function is gone, but the context that contains `previous` is not: leave() was created in the same scope and keeps it.',
      },
      'cycles-never-die': {
        because: 'a page and its leave() reference each other',
        answer:
          'Here leave() does not lead back to its own page, but to the previous one. The newest page keeps a chain, not a cycle.',
      },
    },
    highlight: ['const previous = page', '() => previous?.theme.colors.fill(255)', "leave: () => 'bye'"],
  },
} satisfies Scenario
