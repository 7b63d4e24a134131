import type { Lab, Scenario } from 'leaklab'

class Socket {
  address = ''
}

class Handle {
  buffer = new Array(50).fill(0)
}

/** Without a listener the first error would end the process. It stays, because errors come until the process exits. */
const listen = (lab: Lab) => {
  let errors = 0
  process.on('uncaughtException', error => {
    if (++errors <= 3) lab.note(`uncaughtException: ${error.message}`)
  })
}
const report = (id: number) => {
  throw new Error(`socket ${id} was not closed`)
}
const catchErrors = (lab: Lab, id: number, act: (id: number) => void) => {
  try {
    act(id)
  } catch (error) {
    if (id <= 3) lab.note(`caught: ${(error as Error).message}`)
  }
}

export default {
  title: 'Finalizer throws',
  ask: 'A finalizer throws before it deletes a handle. Is the handle collected?',
  learn:
    'A finalizer has no enclosing try/catch: what it throws becomes an uncaughtException and ends the process, unless something listens for it. The lines after the throw never run, and the other callbacks have to wait for a later task. Catch errors inside the finalizer, and then clean up.',

  leaks: {
    'throws, then deletes': lab => {
      listen(lab)
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
    'catches the error, then deletes': lab => {
      const handles = new Map<number, Handle>()
      const registry = new FinalizationRegistry<number>(id => {
        catchErrors(lab, id, report)
        handles.delete(id)
      })
      let id = 0
      return () => {
        handles.set(++id, lab.watch(new Handle()))
        registry.register(new Socket(), id)
      }
    },
  },

  lesson: {
    variant: 'throws, then deletes',
    against: 'catches the error, then deletes',
    because: 'the line behind the error is never reached',
    beliefs: {
      'finalizer-is-destructor': {
        because: 'a finalizer that has thrown is called again later',
        answer: 'Each callback is called once. What it did not do before it threw is not done any more.',
      },
      'finalizer-may-reference-target': {
        because: 'the finalizer keeps its socket, since it names it',
        answer: 'It has only a number. The sockets are collected, and that is why the callbacks come at all.',
      },
      'pending-lives-forever': {
        because: 'after the first error no finalizer is called any more',
        answer: 'The others are called too, in a later task. But each of them throws before it deletes.',
      },
    },
    highlight: ['report(id)', 'handles.delete(id)', 'registry.register(new Socket(), id)'],
  },
} satisfies Scenario
