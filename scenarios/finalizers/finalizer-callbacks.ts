import type { Scenario } from 'leaklab'

let opened = 0

class Connection {
  name = `connection ${opened++}`
  buffer = new Array(50).fill(0)
}

type Held = { name: string; connection?: Connection }

export default {
  title: 'Finalizer callbacks',
  ask: 'A callback is registered for an object. Will it be called, when, and with what?',
  learn:
    'The callback comes after a collection, in a task of its own, with the held value only: the object is gone. A held value that references its object keeps it alive for ever. After unregister() no call comes; and once the registry is gone, or the program ends, none need come.',

  leaks: {
    'held value references its target': lab => {
      const registry = new FinalizationRegistry<Held>(({ name }) => lab.note(`called with "${name}"`))
      return () => {
        const connection = lab.watch(new Connection())
        registry.register(connection, { name: connection.name, connection })
      }
    },
  },
  collects: {
    'held value is a name': lab => {
      const registry = new FinalizationRegistry<Held>(({ name }) => lab.note(`called with "${name}"`))
      return () => {
        const connection = lab.watch(new Connection())
        registry.register(connection, { name: connection.name })
      }
    },
    'registry that nobody holds': lab => () => {
      const registry = new FinalizationRegistry<string>(() => lab.note('called'))
      registry.register(lab.watch(new Connection()), 'connection')
    },
    'unregistered before collection': lab => {
      const registry = new FinalizationRegistry<string>(() => lab.note('called'))
      return () => {
        const connection = lab.watch(new Connection())
        registry.register(connection, 'connection', connection)
        registry.unregister(connection)
      }
    },
  },
} satisfies Scenario
