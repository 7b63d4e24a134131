import type { Lab, Scenario } from 'leaklab'

class Socket {
  address = ''
}

class Handle {
  buffer = new Array(50).fill(0)
}

/** Without such a listener the first throw would end the process. */
const listen = (lab: Lab) => {
  const tell = (error: Error) => lab.note(`uncaughtException: ${error.message}`)
  process.on('uncaughtException', tell)
  lab.defer(() => process.off('uncaughtException', tell))
}
const report = (id: number) => {
  if (id === 3) throw new Error('socket 3 was not closed')
}

export default {
  title: 'Finalizer throws',
  ask: 'One of many finalizers throws. Who catches it, and are the others still called?',
  learn:
    'Nobody stands around a finalizer: what it throws is an uncaught exception and ends a Node process that does not listen for it. Where one listens, the others are called in the next turn. But what stands behind the throw is never done: here one throw, and nothing is cleaned any more.',

  leaks: {
    'reports, then unlocks': lab => {
      listen(lab)
      const handles = new Map<number, Handle>()
      let isLocked = false
      const registry = new FinalizationRegistry<number>(id => {
        if (id < 8) lab.note(`finalizer of socket ${id}`)
        if (isLocked) return
        isLocked = true
        handles.delete(id)
        report(id)
        isLocked = false
      })
      let id = 0
      return () => {
        handles.set(++id, lab.watch(new Handle()))
        registry.register(new Socket(), id)
      }
    },
  },
  collects: {
    'unlocks, then reports': lab => {
      listen(lab)
      const handles = new Map<number, Handle>()
      let isLocked = false
      const registry = new FinalizationRegistry<number>(id => {
        if (id < 8) lab.note(`finalizer of socket ${id}`)
        if (isLocked) return
        isLocked = true
        handles.delete(id)
        isLocked = false
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
