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
    because: 'its key lives as long as the program',
    beliefs: {
      'weak-map-is-weak-cache': {
        because: 'a WeakMap holds its values weakly',
        answer:
          'It holds its keys weakly. As long as a key is alive its value is held as strongly as in a Map.',
      },
      'weak-ref-cleans-entry': {
        because: 'an entry is removed once its value is not used any more',
        answer:
          'An entry is removed when its key is collected. Whether the value is used makes no difference.',
      },
      'unmentioned-is-unreachable': {
        because: 'no code reads an old visit again',
        answer: 'The list of visits can be reached through its key, the server. That is enough to keep them.',
      },
    },
    highlight: ['new WeakMap<object, Visit[]>()', 'const key = server', 'list.push(lab.watch(new Visit()))'],
  },
} satisfies Scenario
