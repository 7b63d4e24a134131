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
  ask: 'A pool reuses its idle connections. A broken connection never becomes idle again: is it collected?',
  learn:
    'A pool keeps an object until it is removed from every list of the pool, not only from the list of idle objects. A returned object also keeps what its fields reference, such as its last request. Remove broken objects from all lists, and clear the fields of an object before you return it.',

  leaks: {
    'a broken connection stays listed': lab => {
      const all = new Set<Connection>()
      const idle: Connection[] = []
      return () => {
        const connection = idle.pop() ?? lab.watch(new Connection())
        all.add(connection)
        // It breaks while in use, so it is not returned to the idle ones.
      }
    },
  },
  plateaus: {
    'returned with its last request': lab => {
      const idle: Connection[] = []
      return () => {
        const connection = idle.pop() ?? new Connection()
        connection.request = lab.watch(new PageRequest())
        idle.push(connection)
      }
    },
  },
  collects: {
    'a broken connection is removed': lab => {
      const all = new Set<Connection>()
      const idle: Connection[] = []
      return () => {
        const connection = idle.pop() ?? lab.watch(new Connection())
        all.add(connection)
        // It breaks while in use, so it is not returned to the idle ones.
        all.delete(connection)
      }
    },
    'returned without its request': lab => {
      const idle: Connection[] = []
      return () => {
        const connection = idle.pop() ?? new Connection()
        connection.request = lab.watch(new PageRequest())
        connection.request = undefined
        idle.push(connection)
      }
    },
  },

  lesson: {
    variant: 'a broken connection stays listed',
    against: 'a broken connection is removed',
    because: 'the Set of all connections still references it',
    beliefs: {
      'unmentioned-is-unreachable': {
        because: 'it was not returned to the pool, so nothing has it',
        answer:
          'It is missing only among the idle ones. The Set of all connections has it from its first use on.',
      },
      'growth-is-leak': {
        because: 'each step creates a connection of 50 slots',
        answer:
          'A pool that reuses its connections creates few. Creating them is no leak; keeping the broken ones is.',
      },
      'null-frees': {
        because: 'idle.pop() removes the only reference to it',
        answer: 'pop() removes it from one list. A second one, the Set, still has it.',
      },
    },
    highlight: ['all.add(connection)'],
  },
} satisfies Scenario
