import type { Scenario } from 'leaklab'

class PageRequest {
  body = new Array(50).fill(0)
}

class Connection {
  buffer = new Array(50).fill(0)
  request: PageRequest | undefined
}

export default {
  title: 'Object pool',
  ask: 'A pool uses its connections again and again. What can grow in a pool?',
  learn:
    'What is taken from the collector has to be looked after by hand. A connection that broke must leave every list it is on, not only the one of idle ones. And what goes back to the pool still references its last request: clear it before, or the pool keeps one request for each connection.',

  leaks: {
    'a broken connection stays listed': lab => {
      const all = new Set<Connection>()
      const idle: Connection[] = []
      return () => {
        const connection = idle.pop() ?? lab.watch(new Connection())
        all.add(connection)
        // It breaks in use, and does not go back among the idle.
      }
    },
  },
  plateaus: {
    'back with its last request': lab => {
      const idle: Connection[] = []
      return () => {
        const connection = idle.pop() ?? new Connection()
        connection.request = lab.watch(new PageRequest())
        idle.push(connection)
      }
    },
  },
  collects: {
    'a broken connection is struck off': lab => {
      const all = new Set<Connection>()
      const idle: Connection[] = []
      return () => {
        const connection = idle.pop() ?? lab.watch(new Connection())
        all.add(connection)
        // It breaks in use, and does not go back among the idle.
        all.delete(connection)
      }
    },
    'back without its request': lab => {
      const idle: Connection[] = []
      return () => {
        const connection = idle.pop() ?? new Connection()
        connection.request = lab.watch(new PageRequest())
        connection.request = undefined
        idle.push(connection)
      }
    },
  },
} satisfies Scenario
