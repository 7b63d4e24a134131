import type { Scenario } from 'leaklab'

class Stream {
  name = ''
}

class Handle {
  buffer = new Array(50).fill(0)
}

export default {
  title: 'Finalizer order',
  ask: 'Five streams die in the same collection. In which order are their finalizers called?',
  learn:
    'In whichever order the engine likes: V8 calls the newest first today, and nobody promises that. All that is known: after the job, its microtasks and ticks, in a task of their own. A finalizer cleans up for its own object and relies on no other having run before.',

  leaks: {
    'expects the oldest first': lab => {
      const handles = new Map<number, Handle>()
      let opened = 0
      let oldest = 0
      const registry = new FinalizationRegistry<number>(id => {
        if (id < 8) lab.note(`finalizer of stream ${id}`)
        if (id === oldest) handles.delete(oldest++)
      })
      return () => {
        handles.set(opened, lab.watch(new Handle()))
        registry.register(new Stream(), opened++)
      }
    },
  },
  collects: {
    'expects no order': lab => {
      const handles = new Map<number, Handle>()
      let opened = 0
      const registry = new FinalizationRegistry<number>(id => {
        if (id < 8) lab.note(`finalizer of stream ${id}`)
        handles.delete(id)
      })
      return () => {
        handles.set(opened, lab.watch(new Handle()))
        registry.register(new Stream(), opened++)
      }
    },
  },
} satisfies Scenario
