import type { Scenario } from 'leaklab'

class Connection {
  buffer = new Array(50).fill(0)
}

export default {
  title: 'Finalizer callbacks',
  ask: 'A callback is registered for an object. Will it be called, when, and with what?',
  learn:
    'The callback comes after a collection, in a task of its own, with the held value only: the object is gone. A held value that references its object keeps it alive for ever. Nobody promises a call: not without the registry, not after unregister(), not at exit.',

  leaks: {
    'held value references its target': lab => {
      const registry = new FinalizationRegistry<{ connection: Connection }>(() => lab.note('called'))
      return () => {
        const connection = lab.watch(new Connection())
        registry.register(connection, { connection })
      }
    },
  },
  collects: {
    'held value is a name': lab => {
      const registry = new FinalizationRegistry<string>(name => lab.note(`called with "${name}"`))
      let id = 0
      return () => {
        const connection = lab.watch(new Connection())
        registry.register(connection, `connection ${id++}`)
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
