import type { Scenario } from 'leaklab'

const hour = 3_600_000

/** Timers as numbers, as in a browser: all can be cleared in the end, and no list of ours holds what they hold. */
function clearAll() {
  for (let timer = Number(setTimeout(() => {})); timer > 0; timer--) clearTimeout(timer)
}

class Keystroke {
  suggestions = new Array(100).fill(0)
  search() {
    return this.suggestions.length
  }
}

export default {
  title: 'Debounce',
  ask: 'A search waits until the typing pauses, and only the last keystroke counts. How many does the runtime hold?',
  learn:
    'A debounced call holds its last arguments until the pause is over: one keystroke, which is its purpose. Forget to clear the timer before and it holds them all, and searches for them all. Cancel it when the field closes, or the last one outlives the page.',

  leaks: {
    'a timer for each keystroke': lab => {
      lab.defer(clearAll)
      let timer = 0
      return () => {
        const key = lab.watch(new Keystroke())
        timer = Number(setTimeout(() => key.search(), hour))
        return timer
      }
    },
  },
  plateaus: {
    'the timer before is cleared': lab => {
      lab.defer(clearAll)
      let timer = 0
      return () => {
        const key = lab.watch(new Keystroke())
        clearTimeout(timer)
        timer = Number(setTimeout(() => key.search(), hour))
        return timer
      }
    },
  },
  collects: {
    'cancelled when the field closes': lab => {
      lab.defer(clearAll)
      let timer = 0
      return () => {
        const key = lab.watch(new Keystroke())
        clearTimeout(timer)
        timer = Number(setTimeout(() => key.search(), hour))
        clearTimeout(timer)
      }
    },
  },
} satisfies Scenario
