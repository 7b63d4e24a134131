import type { Scenario } from 'leaklab'

const hour = 3_600_000

class Keystroke {
  suggestions = new Array(100).fill(0)
  search() {
    return this.suggestions.length
  }
}

class SearchField {
  timer: NodeJS.Timeout | undefined
}

export default {
  title: 'Debounce',
  ask: 'A search waits until the typing pauses, and only the last keystroke counts. How many does the runtime hold?',
  learn:
    'A debounced call holds its last arguments until the pause is over: one keystroke, which is its purpose. Forget to clear the timer before and it holds them all, and searches for them all. Cancel it when the field closes, or the last one outlives the page.',

  leaks: {
    'a timer for each keystroke': lab => {
      const field = new SearchField()
      return () => {
        const key = lab.watch(new Keystroke())
        field.timer = setTimeout(() => key.search(), hour)
      }
    },
  },
  plateaus: {
    'the timer before is cleared': lab => {
      const field = new SearchField()
      return () => {
        const key = lab.watch(new Keystroke())
        clearTimeout(field.timer)
        field.timer = setTimeout(() => key.search(), hour)
      }
    },
  },
  collects: {
    'cancelled when the field closes': lab => {
      const field = new SearchField()
      return () => {
        const key = lab.watch(new Keystroke())
        clearTimeout(field.timer)
        field.timer = setTimeout(() => key.search(), hour)
        clearTimeout(field.timer)
      }
    },
  },
} satisfies Scenario
