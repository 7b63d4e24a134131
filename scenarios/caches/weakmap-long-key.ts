import type { Scenario } from 'leaklab'

class Server {
  name = 'main'
}

class Session {
  user = 'guest'
}

class Visit {
  payload = new Array(50).fill(0)
}

export default {
  title: 'WeakMap long key',
  ask: 'A WeakMap stores the list of visits with the server as its key. Are the visits collected?',
  learn:
    'A WeakMap is weak only in its keys: it keeps a value as long as the key is alive. If the key lives as long as the program, the WeakMap keeps as much as a Map would. Choose a key that becomes unreachable together with the data, such as the session of the visitor.',

  leaks: {
    'keyed by the server': lab => {
      const visits = new WeakMap<object, Visit[]>()
      const server = new Server()
      return () => {
        const key = server
        const list = visits.get(key) ?? []
        list.push(lab.watch(new Visit()))
        visits.set(key, list)
      }
    },
  },
  collects: {
    'keyed by the session': lab => {
      const visits = new WeakMap<object, Visit[]>()
      return () => {
        const key = new Session()
        const list = visits.get(key) ?? []
        list.push(lab.watch(new Visit()))
        visits.set(key, list)
      }
    },
  },

  lesson: {
    variant: 'keyed by the server',
    against: 'keyed by the session',
    because: 'the key stays alive, and a live key keeps its value',
    beliefs: {
      'weak-map-is-weak-cache': {
        because: 'a WeakMap holds the list of visits weakly',
        answer:
          'A WeakMap holds only its keys weakly. It keeps a value while the key lives, and this key, the server, is never dropped.',
      },
      'growth-is-leak': {
        because: 'each visit allocates an array of 50 numbers',
        answer:
          'The fixed variant allocates the same arrays, and they are collected. What matters is the list that stays with the server.',
      },
      'unmentioned-is-unreachable': {
        because: 'no code mentions an old visit again',
        answer:
          'The server is the key of the list, and the list contains every visit. What can be reached like this is not collected.',
      },
    },
    highlight: ['const server = new Server()', 'const key = server', 'list.push(lab.watch(new Visit()))'],
  },
} satisfies Scenario
