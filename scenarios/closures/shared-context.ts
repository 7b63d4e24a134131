import type { Scenario } from 'leaklab'

class Theme {
  colours = new Array(100).fill(0)
}

interface Page {
  theme: Theme
  leave(): string
}

export default {
  title: 'Shared context',
  ask: 'The one function that mentions the previous page is never called and never kept. Why does the page live on?',
  learn:
    'All functions made in one scope share one context, and it holds each variable that any of them mentions. Keep leave(), which mentions nothing, and you keep what its neighbour mentions: a chain through every page so far. Clear the variable, or make the function elsewhere.',

  leaks: {
    'a neighbour mentions the previous page': lab => {
      let page: Page | undefined
      return () => {
        const previous = page
        const _unused = () => previous?.theme
        page = { theme: lab.watch(new Theme()), leave: () => 'bye' }
      }
    },
  },
  plateaus: {
    'the variable is cleared': lab => {
      let page: Page | undefined
      return () => {
        let previous = page
        const _unused = () => previous?.theme
        page = { theme: lab.watch(new Theme()), leave: () => 'bye' }
        previous = undefined
      }
    },
    'leave() is made elsewhere': lab => {
      const leave = () => 'bye'
      let page: Page | undefined
      return () => {
        const previous = page
        const _unused = () => previous?.theme
        page = { theme: lab.watch(new Theme()), leave }
      }
    },
  },
} satisfies Scenario
