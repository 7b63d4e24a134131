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
    because: 'the Set of all connections still has it',
    beliefs: {
      'null-frees': {
        because: 'the variable `connection` ends, and it was the last reference',
        answer:
          'It was not the last one: add() has put the connection into the Set `all`, which keeps it after the step.',
      },
      'unmentioned-is-unreachable': {
        because: 'the pool never hands it out again',
        answer:
          'It is not handed out again, but the Set `all` still reaches it, and whatever can be reached is kept.',
      },
      'pending-lives-forever': {
        because: 'a connection that is still in use is never collected',
        answer:
          'The collector does not know what is in use. In the fixed variant the connection is not returned either, and it is collected.',
      },
    },
    highlight: ['const all = new Set<Connection>()', 'all.add(connection)'],
  },
} satisfies Scenario
