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
    because: 'the property and its name stay in the object',
    beliefs: {
      'null-frees': {
        because: 'a property that is undefined takes no memory',
        answer: 'The value is released, but the object still has the property: its name and its slot.',
      },
      'growth-is-leak': {
        because: 'a new name for each session is enough to leak',
        answer:
          'Names that nothing uses are collected: with delete there are as many names, and memory stays level.',
      },
      'unmentioned-is-unreachable': {
        because: 'the sessions stay, since their names can still be read',
        answer: 'The sessions are collected, as the counters show. What stays is the names.',
      },
    },
    highlight: ['sessions[name] = lab.watch(new Session())', 'sessions[name] = undefined'],
  },
} satisfies Scenario
