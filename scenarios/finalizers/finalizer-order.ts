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
    because: 'the callbacks come newest first, and all but one do nothing',
    beliefs: {
      'finalizer-is-destructor': {
        because: 'finalizers run in the order in which they were registered',
        answer: 'The specification defines no order, and V8 calls the newest first.',
      },
      'finalizer-may-reference-target': {
        because: 'each finalizer keeps its stream alive',
        answer: 'The held value is a number. The streams are collected, and their callbacks come.',
      },
      'death-is-immediate': {
        because: 'each stream is collected in its own step',
        answer: 'Streams of many steps are collected together, and their callbacks come one after the other.',
      },
    },
    highlight: ['if (id === oldest)', 'registry.register(new Stream(), opened++)'],
  },
} satisfies Scenario
