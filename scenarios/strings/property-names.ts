import type { Scenario } from 'leaklab'

class Session {
  payload = new Array(50).fill(0)
}

export default {
  title: 'Property names',
  ask: 'An object serves as a table of sessions, and an ended session is set to undefined. Does the table level off?',
  learn:
    'Setting a property to undefined releases its value, but the property and its name stay in the object. V8 frees a name once nothing uses it, so the names alone are no leak. Use delete, or delete() of a Map, for keys that come and go.',

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

  lesson: {
    variant: 'set to undefined',
    against: 'deleted',
    because: 'the object keeps a property for each name',
    beliefs: {
      'null-frees': {
        because: 'undefined frees the value, and the property with it',
        answer:
          'Only the value is released. The property and its name stay in the object until `delete` removes them.',
      },
      'growth-is-leak': {
        because: 'each iteration makes a new name, and names are never freed',
        answer:
          'V8 frees a name once nothing uses it: the fixed variant makes as many names, and its memory stays level.',
      },
      'flat-means-no-leak': {
        because: 'all sessions are collected, so the table stays level',
        answer: 'The sessions do go, but the table still has a property and a name for each of them.',
      },
    },
    highlight: ['const name =', 'sessions[name] = undefined'],
  },
} satisfies Scenario
