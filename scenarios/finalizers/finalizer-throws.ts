import type { Lab, Scenario } from 'leaklab'

class Socket {
  address = ''
}

class Handle {
  buffer = new Array(50).fill(0)
}

/** Without a listener of this kind the first throw would end the process. */
const survive = (lab: Lab) => {
  let caught = 0
  const listen = (error: Error) => {
    if (++caught <= 3) lab.note(`uncaughtException: ${error.message}`)
  }
  process.on('uncaughtException', listen)
  lab.defer(() => process.off('uncaughtException', listen))
}
const report = (id: number) => {
  throw new Error(`socket ${id} was never closed`)
}

export default {
  title: 'Finalizer throws',
  ask: 'A finalizer throws. Who catches it, and are the other finalizers still called?',
  learn:
    'Nobody stands around a finalizer: what it throws is an uncaught exception, which ends a Node process that does not listen for it. With a listener the others are still called, each for its own object. What stands after the throw is never done, so clean up first.',

  leaks: {
    'reports, then cleans up': lab => {
      survive(lab)
      const handles = new Map<number, Handle>()
      const registry = new FinalizationRegistry<number>(id => {
        report(id)
        handles.delete(id)
      })
      let id = 0
      return () => {
        handles.set(++id, lab.watch(new Handle()))
        registry.register(new Socket(), id)
      }
    },
  },
  collects: {
    'cleans up, then reports': lab => {
      survive(lab)
      const handles = new Map<number, Handle>()
      const registry = new FinalizationRegistry<number>(id => {
        handles.delete(id)
        report(id)
      })
      let id = 0
      return () => {
        handles.set(++id, lab.watch(new Handle()))
        registry.register(new Socket(), id)
      }
    },
  },
} satisfies Scenario
