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
    because: 'the pending timeout still has the poller',
    beliefs: {
      'null-frees': {
        because: 'isOpen = false releases the poller',
        answer:
          'It only changes a flag. The pending timeout still has the poller, and reads the flag when it fires.',
      },
      'cycles-never-die': {
        because: 'the poller and its timeout reference each other',
        answer: 'A cycle alone would be collected. The list of pending timers in Node references it.',
      },
      'pending-lives-forever': {
        because: 'a chain of timeouts never ends, so it lives forever',
        answer:
          'This one ends in an hour, when it reads its flag. Until then it leaks, and clearing it ends it at once.',
      },
    },
    highlight: ['poller.poll()', 'poller.isOpen = false'],
  },
} satisfies Scenario
