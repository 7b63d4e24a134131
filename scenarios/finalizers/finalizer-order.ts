import type { Scenario } from 'leaklab'

class Stream {
  name = ''
}

class Handle {
  buffer = new Array(50).fill(0)
}

export default {
  title: 'Finalizer order',
  ask: 'Each finalizer deletes the handle of its stream if that stream is the oldest. Are the handles collected?',
  learn:
    'The specification does not define the order of finalization callbacks; V8 currently calls the newest first. They run in separate tasks after the job, its microtasks and its ticks. Let a finalizer clean up only for its own object, and do not rely on another having run before.',

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

  lesson: {
    variant: 'expects the oldest first',
    against: 'expects no order',
    because: 'most callbacks come when their stream is not the oldest',
    beliefs: {
      'finalizer-is-destructor': {
        because: 'the callbacks come in order, but they come too late',
        answer:
          'They do not come in order: V8 calls the newest first. In the fixed variant they come just as late, and the handles are deleted.',
      },
      'weak-ref-cleans-entry': {
        because: 'an entry goes away with the stream that it belongs to',
        answer:
          'An entry of a Map goes only when it is deleted. That the stream was collected does not remove its handle.',
      },
      'death-is-immediate': {
        because: 'each stream is freed before the next one is opened',
        answer:
          'Nothing is freed at once. One collection frees many streams, and their callbacks come afterwards, the newest first in V8.',
      },
    },
    highlight: ['if (id === oldest) handles.delete(oldest++)', 'registry.register(new Stream(), opened++)'],
  },
} satisfies Scenario
