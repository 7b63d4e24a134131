import type { Scenario } from 'leaklab'
import { finalize, IterableWeakSet, WeakMethod } from 'leaklab/collections'

class Screen {
  pixels = new Array(50).fill(0)
  show() {
    return 'shown'
  }
}

export default {
  title: 'Weak observers',
  ask: 'A subject notifies its screens of news. Is a screen collected if it never unsubscribes?',
  learn:
    'A Set of observers keeps them; a set of weak references does not, and it can still be iterated. A bound method is a new object that nothing else references, so a weak reference to it is empty after the next collection. Hold the object and its function separately, as WeakMethod does, and remove the entry once the object is collected.',

  leaks: {
    'Set of screens': lab => {
      const screens = new Set<Screen>()
      return () => {
        screens.add(lab.watch(new Screen()))
      }
    },
    'weak methods, never removed': lab => {
      const methods = new Set<WeakMethod<[], string>>()
      return () => {
        const screen = lab.watch(new Screen())
        const method = new WeakMethod(screen, screen.show)
        methods.add(method)
      }
    },
  },
  plateaus: {
    'bound method, collected before its screen': lab => {
      const methods = new IterableWeakSet<() => string>()
      let screen: Screen | undefined
      let opened = 0
      return () => {
        if (opened++ < 2) lab.note(`screens open: ${screen ? 1 : 0}, methods to call: ${methods.size}`)
        screen = lab.watch(new Screen())
        methods.add(lab.watch(screen.show.bind(screen), 'bound method'))
      }
    },
  },
  collects: {
    'IterableWeakSet of screens': lab => {
      const screens = new IterableWeakSet<Screen>()
      return () => {
        screens.add(lab.watch(new Screen()))
      }
    },
    'weak methods, each removed with its screen': lab => {
      const methods = new Set<WeakMethod<[], string>>()
      return () => {
        const screen = lab.watch(new Screen())
        const method = new WeakMethod(screen, screen.show)
        methods.add(method)
        finalize(screen, gone => methods.delete(gone), method)
      }
    },
  },

  lesson: {
    variant: 'weak methods, never removed',
    against: 'weak methods, each removed with its screen',
    because: 'the Set keeps each WeakMethod after its screen is collected',
    beliefs: {
      'weak-ref-cleans-entry': {
        because: 'a WeakMethod leaves the Set together with its screen',
        answer:
          'When its screen is collected, a WeakMethod only becomes empty. It stays in the Set until something deletes it.',
      },
      'small-is-small': {
        because: 'a WeakMethod without a screen takes hardly any memory',
        answer:
          'One is small, but the Set gets another with each screen and loses none. Their number has no limit.',
      },
      'growth-is-leak': {
        because: 'each iteration creates a screen that never unsubscribes',
        answer:
          'The screens are collected, as a WeakMethod does not keep its screen. What grows is the number of WeakMethods in the Set.',
      },
    },
    highlight: ['new WeakMethod(screen, screen.show)', 'methods.add(method)'],
  },
} satisfies Scenario
