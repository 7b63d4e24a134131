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
  ask: 'A subject tells its screens what is new. Must each screen say goodbye before it can go?',
  learn:
    'A Set of observers keeps them; a set of weak references does not, and still can be walked. A bound method is an object of its own that nobody else holds: held weakly, it is gone at the next collection. A weak method holds object and function apart, and must be removed when the object is gone.',

  leaks: {
    'Set of screens': lab => {
      const screens = new Set<Screen>()
      return () => {
        screens.add(lab.watch(new Screen()))
      }
    },
    'weak methods that nobody removes': lab => {
      const methods = new Set<WeakMethod<[], string>>()
      return () => {
        const screen = lab.watch(new Screen())
        const method = new WeakMethod(screen, screen.show)
        methods.add(method)
      }
    },
  },
  plateaus: {
    'bound method, held weakly: gone before its screen': lab => {
      const methods = new IterableWeakSet<() => string>()
      let screen: Screen | undefined
      let opened = 0
      return () => {
        if (opened++ < 2) lab.note(`open: ${screen ? 'a screen' : 'none'}; methods to call: ${methods.size}`)
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
} satisfies Scenario
