import type { Scenario } from 'leaklab'

class Session {
  payload = new Array(50).fill(0)
}

export default {
  title: 'Property names',
  ask: 'An object serves as a table of sessions. A session ends, and its entry is set to undefined. What stays?',
  learn:
    'The session goes, its name stays: the property is still there, with its name and its place in the table. Only delete takes a property away; a Map says the same more clearly. The names themselves are no leak: V8 keeps one copy of each, as long as somebody uses it.',

  leaks: {
    'set to undefined': lab => {
      const sessions: Record<string, Session | undefined> = {}
      let id = 0
      return () => {
        const name = `session ${id++}`
        sessions[name] = lab.watch(new Session())
        sessions[name] = undefined
      }
    },
  },
  collects: {
    deleted: lab => {
      const sessions: Record<string, Session | undefined> = {}
      let id = 0
      return () => {
        const name = `session ${id++}`
        sessions[name] = lab.watch(new Session())
        delete sessions[name]
      }
    },
    'a new object for each name': lab => {
      let id = 0
      return () => {
        const sessions = { [`session ${id++}`]: lab.watch(new Session()) }
        return Object.keys(sessions)
      }
    },
  },
} satisfies Scenario
