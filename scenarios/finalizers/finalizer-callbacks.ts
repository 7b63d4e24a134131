import type { Scenario } from 'leaklab'

let opened = 0

class Connection {
  name = `connection ${opened++}`
  buffer = new Array(50).fill(0)
}

type Held = { name: string; connection?: Connection }

const closed = { count: 0, last: '' }
const close = ({ name }: Held) => {
  closed.count++
  closed.last = name
}

export default {
  title: 'Finalizer callbacks',
  ask: 'Each connection is registered with a FinalizationRegistry. Is it collected, and its callback then called?',
  learn:
    'The callback receives the held value, not the object, in a separate task after the collection. It is never called if the held value references the object, nor after unregister(), and it need not be called if the registry is unreachable or the program exits. Register only what clean-up needs, and do not depend on the call.',

  leaks: {
    'held value references its target': lab => {
      const registry = new FinalizationRegistry<Held>(close)
      return () => {
        const connection = lab.watch(new Connection())
        registry.register(connection, { name: connection.name, connection })
      }
    },
  },
  collects: {
    'held value is a name': lab => {
      const registry = new FinalizationRegistry<Held>(close)
      return () => {
        const connection = lab.watch(new Connection())
        registry.register(connection, { name: connection.name })
      }
    },
    'registry not kept': lab => () => {
      const registry = new FinalizationRegistry<Held>(close)
      const connection = lab.watch(new Connection())
      registry.register(connection, { name: connection.name })
    },
    'unregistered before collection': lab => {
      const registry = new FinalizationRegistry<Held>(close)
      return () => {
        const connection = lab.watch(new Connection())
        registry.register(connection, { name: connection.name }, connection)
        registry.unregister(connection)
      }
    },
  },

  lesson: {
    variant: 'held value references its target',
    against: 'held value is a name',
    because: 'the registry keeps the held value strongly',
    beliefs: {
      'finalizer-may-reference-target': {
        because: 'a held value may reference its object without keeping it',
        answer:
          'A registry holds its target weakly, but the held value strongly, with all that it references.',
      },
      'finalizer-is-destructor': {
        because: 'the callback closes and frees each connection',
        answer: 'The callback comes after the collection. Here there is none, so it is never called.',
      },
      'weak-ref-cleans-entry': {
        because: 'a registry holds all that it is given weakly',
        answer: 'Only the target is held weakly. The held value has to be there when the callback is called.',
      },
    },
    highlight: ['new FinalizationRegistry<Held>(close)', '{ name: connection.name, connection }'],
  },
} satisfies Scenario
