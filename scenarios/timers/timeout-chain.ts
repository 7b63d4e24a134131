import type { Scenario } from 'leaklab'

const hour = 3_600_000

class Poller {
  answers = new Array(100).fill(0)
  isOpen = true
  timer: NodeJS.Timeout | undefined
  poll() {
    if (this.isOpen) this.timer = setTimeout(() => this.poll(), hour)
  }
}

export default {
  title: 'Timeout chain',
  ask: 'A poller sets the next timeout after each poll. Is it collected once it is told to stop?',
  learn:
    'A pending timeout keeps the poller until it fires, here an hour later, because only then does the poller read its flag. clearTimeout() releases it at once, but only for the timer that it is given: a chain that was started twice has two. Clear the pending timeout when you stop, and before you start again.',

  leaks: {
    'flag that is read an hour later': lab => () => {
      const poller = lab.watch(new Poller())
      poller.poll()
      poller.isOpen = false
    },
    'started twice, one timer cleared': lab => () => {
      const poller = lab.watch(new Poller())
      poller.poll()
      poller.poll()
      clearTimeout(poller.timer)
    },
  },
  collects: {
    'timer cleared': lab => () => {
      const poller = lab.watch(new Poller())
      poller.poll()
      clearTimeout(poller.timer)
    },
    'cleared before it is started again': lab => () => {
      const poller = lab.watch(new Poller())
      poller.poll()
      clearTimeout(poller.timer)
      poller.poll()
      clearTimeout(poller.timer)
    },
  },

  lesson: {
    variant: 'flag that is read an hour later',
    against: 'timer cleared',
    because: 'the pending timer keeps the poller until it fires',
    beliefs: {
      'unmentioned-is-unreachable': {
        because: 'no code uses the poller any more once it is stopped',
        answer:
          'The pending timer still reaches it: the timer references its callback, and the callback references the poller.',
      },
      'cycles-never-die': {
        because: 'the poller and its timer keep each other alive',
        answer:
          "That they reference each other keeps neither alive. Node's list of timers keeps the pending timer; once it is cleared, both are collected.",
      },
      'null-frees': {
        because: 'setting `isOpen` to false lets go of the timer',
        answer:
          'Setting a flag removes no reference. The flag is read when the timer fires, and until then the timer keeps the poller.',
      },
    },
    highlight: ['poller.poll()', 'poller.isOpen = false'],
  },
} satisfies Scenario
