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
  ask: 'A WeakMap remembers the visits of a server. It is weak: do the visits go by themselves?',
  learn:
    'A WeakMap is weak in its keys, not in its values: an entry lives exactly as long as its key. A key that lives as long as the program makes it as strong as a Map. Key by what comes and goes.',

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
} satisfies Scenario
