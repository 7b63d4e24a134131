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
    because: 'only the newest keystroke has a pending timer',
    beliefs: {
      'memory-comes-down': {
        because: 'one keystroke is never freed, and that is a leak',
        answer:
          'One keystroke stays, but it is a new one each time, and the one before is freed. What does not grow is no leak.',
      },
      'null-frees': {
        because: 'a new value of `field.timer` frees the old one',
        answer:
          'Node keeps a pending timer even if no variable references it. The old one goes because clearTimeout() was called.',
      },
      'pending-lives-forever': {
        because: 'a timer can be freed only after it fires',
        answer: 'A timer that was cleared never fires, and Node no longer keeps it or its callback.',
      },
    },
    highlight: ['clearTimeout(field.timer)', 'field.timer = setTimeout(() => key.search(), hour)'],
  },
} satisfies Scenario
