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
    because: 'the throw ends the callback before it deletes the handle',
    beliefs: {
      'finalizer-is-destructor': {
        because: 'a callback that failed is called again until it succeeds',
        answer:
          'A callback is called at most once for each registration. What it throws becomes an uncaughtException, and the call is not repeated.',
      },
      'weak-ref-cleans-entry': {
        because: 'the entry of a handle is dropped when its socket is collected',
        answer:
          'A collection removes the socket, but no entry of the Map. Only handles.delete() does, and it comes after the throw.',
      },
      'pending-lives-forever': {
        because: 'the first error leaves all other callbacks waiting',
        answer:
          'The other callbacks do come, in later tasks. But each of them throws as well, and deletes nothing.',
      },
    },
    highlight: ['report(id)', 'handles.delete(id)'],
  },
} satisfies Scenario
