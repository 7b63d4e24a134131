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
    variant: 'registry not kept',
    against: 'held value references its target',
    because: 'neither registry nor held value keeps the connection',
    beliefs: {
      'finalizer-is-destructor': {
        because: 'the registry has to stay until it has called back',
        answer:
          'No callback is guaranteed: a registry that nothing references can be collected too, and then it need not call back at all.',
      },
      'weak-map-is-weak-cache': {
        because: 'every registry holds its held values only weakly',
        answer:
          'A registry holds its held values strongly. But nothing references this registry, and its held value has only the name.',
      },
      'death-is-immediate': {
        because: 'the connection is freed as soon as the step has returned',
        answer:
          'Returning frees nothing by itself. The connection becomes unreachable, and a later collection frees it.',
      },
    },
    highlight: ['new FinalizationRegistry<Held>(close)', '{ name: connection.name }'],
  },
} satisfies Scenario
