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
  close() {
    clearTimeout(this.timer)
  }
}

export default {
  title: 'Debounce',
  ask: 'A search runs when typing pauses, so each keystroke sets a timer. Are old keystrokes collected?',
  learn:
    'A pending timer keeps its callback and everything that the callback uses. If each keystroke sets a timer and none is cleared, all keystrokes stay in memory until their timers fire. Clear the previous timer before you set a new one, and clear the last one when the field closes.',

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
    'previous timer cleared': lab => {
      const field = new SearchField()
      return () => {
        const key = lab.watch(new Keystroke())
        clearTimeout(field.timer)
        field.timer = setTimeout(() => key.search(), hour)
      }
    },
  },
  collects: {
    'canceled when the field closes': lab => {
      const field = new SearchField()
      return () => {
        const key = lab.watch(new Keystroke())
        clearTimeout(field.timer)
        field.timer = setTimeout(() => key.search(), hour)
        field.close()
      }
    },
  },

  lesson: {
    variant: 'previous timer cleared',
    against: 'a timer for each keystroke',
    because: 'one timer is pending, and it has one keystroke',
    beliefs: {
      'death-is-immediate': {
        because: 'each keystroke is freed when its step ends',
        answer:
          'The newest one is still in use then, by the timer that is pending. It is replaced in the next step.',
      },
      'pending-lives-forever': {
        because: 'a timer keeps its callback until it has fired',
        answer: 'Until it has fired or is cleared. clearTimeout() releases the callback at once.',
      },
      'growth-is-leak': {
        because: 'each keystroke makes a new object and a new timer',
        answer: 'All but the newest are collected, because their timers were cleared.',
      },
    },
    highlight: ['clearTimeout(field.timer)', 'setTimeout(() => key.search(), hour)'],
  },
} satisfies Scenario
