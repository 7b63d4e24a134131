// Clean steps of node:inspector: each session of a step is disconnected.
import { Session } from 'node:inspector'
import { Session as PromiseSession } from 'node:inspector/promises'

export default {
  title: 'Inspector sessions',
  ask: 'Does a session of the inspector leave something behind when it is disconnected?',
  learn:
    'It does not. Values by reference are kept for a session until it releases them; values by copy are not.',
  collects: {
    'a session connected and disconnected': () => () => {
      const session = new Session()
      session.connect()
      session.disconnect()
    },
    'a value evaluated in a session of its own': () => async () => {
      const session = new PromiseSession()
      session.connect()
      await session.post('Runtime.evaluate', { expression: '1 + 1', returnByValue: true })
      session.disconnect()
    },
    'a value evaluated in a session that stays': lab => {
      const session = new PromiseSession()
      session.connect()
      lab.defer(() => session.disconnect())
      return async () => {
        await session.post('Runtime.evaluate', { expression: '1 + 1', returnByValue: true })
      }
    },
  },
}
