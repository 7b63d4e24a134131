// Clean steps of node:stream: each step ends when its streams have ended.
import { addAbortSignal, compose, Duplex, PassThrough, Readable, Transform, Writable } from 'node:stream'
import { json, text } from 'node:stream/consumers'
import { finished, pipeline } from 'node:stream/promises'

/** @returns a stream that drops what is written to it */
const nowhere = () => new Writable({ write: (_chunk, _encoding, done) => done() })

/** @returns a stream that makes letters large */
const upperCase = () =>
  new Transform({ transform: (chunk, _encoding, done) => done(null, chunk.toString().toUpperCase()) })

export default {
  title: 'Streams',
  ask: 'Does a stream leave something behind when it has ended?',
  learn:
    'It does not. A stream is an object like others: it is freed with its last reference, when its source has let go of it.',
  collects: {
    'a pipeline of three': () => () => pipeline(Readable.from(['a', 'b']), upperCase(), nowhere()),
    'a pipeline with a generator': () => () =>
      pipeline(
        ['a', 'b'],
        async function* (source) {
          for await (const chunk of source) yield `${chunk}!`
        },
        nowhere(),
      ),
    'a pipeline that fails': () => () =>
      pipeline(
        ['a'],
        new Transform({ transform: (_chunk, _encoding, done) => done(new Error('wrong')) }),
        nowhere(),
      ).catch(() => {}),
    'pipe and finished': () => () => finished(Readable.from(['a', 'b']).pipe(upperCase()).pipe(nowhere())),
    'streams composed': () => () => text(Readable.from(['a']).pipe(compose(upperCase(), new PassThrough()))),
    'Readable.from, iterated': () => async () => {
      for await (const value of Readable.from([1, 2, 3])) if (value === 0) throw new Error('zero')
    },
    'Readable.from, left early': () => async () => {
      for await (const value of Readable.from([1, 2, 3])) if (value === 2) break
    },
    'operators of a Readable': () => () =>
      Readable.from([1, 2, 3])
        .map(value => value * 2)
        .filter(value => value > 2)
        .toArray(),
    'a Readable with its own read': () => () => {
      let left = 3
      const source = new Readable({
        read() {
          this.push(left-- > 0 ? 'a' : null)
        },
      })
      return text(source)
    },
    'a Writable that is ended': () => async () => {
      const stream = nowhere()
      stream.write('a')
      stream.end('b')
      await finished(stream)
    },
    'a Duplex of two': () => () => {
      const both = Duplex.from({ readable: Readable.from(['{"a":1}']), writable: nowhere() })
      both.end('b')
      return json(both)
    },
    'a stream aborted by a signal': () => async () => {
      const controller = new AbortController()
      const stream = addAbortSignal(controller.signal, new PassThrough())
      const ended = finished(stream).catch(() => {})
      controller.abort()
      await ended
    },
  },
}
