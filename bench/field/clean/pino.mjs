// pino: a logger with a child for each request, into a stream that drops everything.
import { Writable } from 'node:stream'
import pino from 'pino'

export default () => {
  const drain = new Writable({ write: (_chunk, _encoding, done) => done() })
  const logger = pino({ redact: ['user.password'], serializers: { error: pino.stdSerializers.err } }, drain)
  let id = 0
  return () => {
    const child = logger.child({ request: id++ })
    child.info({ user: { name: 'x', password: 'y' } }, 'handled %s', 'well')
    child.error({ error: new Error('no') })
  }
}
