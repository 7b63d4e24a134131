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
  ask: 'A poller asks every hour, by a timeout that sets the next one. Its flag now says "closed". When does it go?',
  learn:
    'A flag is read when the next timeout fires: until then the runtime holds the poller, here for an hour. clearTimeout lets go at once, but only of the timer that it is given: a chain that was started twice has two. Clear the last timer before setting the next.',

  leaks: {
    'flag that nobody reads for an hour': lab => () => {
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
} satisfies Scenario
