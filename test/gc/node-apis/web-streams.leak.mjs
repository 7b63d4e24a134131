// Clean steps of node:stream/web: each stream is read to its end, closed or canceled.
import { Readable } from 'node:stream'
import { text } from 'node:stream/consumers'
import {
  CompressionStream,
  DecompressionStream,
  ReadableStream,
  TextDecoderStream,
  TextEncoderStream,
  TransformStream,
  WritableStream,
} from 'node:stream/web'

/** @returns a stream with these chunks */
const from = (...chunks) =>
  new ReadableStream({
    start(controller) {
      for (const chunk of chunks) controller.enqueue(chunk)
      controller.close()
    },
  })

export default {
  title: 'Web streams',
  ask: 'Does a web stream leave something behind when it is closed?',
  learn: 'It does not. A web stream is an object like others.',
  collects: {
    'iterated to its end': () => async () => {
      for await (const chunk of from('a', 'b')) if (chunk === '') throw new Error('empty')
    },
    'read with a reader, and canceled': () => async () => {
      const reader = from('a', 'b').getReader()
      await reader.read()
      await reader.cancel()
    },
    'piped through a transform': () => () =>
      from('a', 'b')
        .pipeThrough(
          new TransformStream({
            transform: (chunk, controller) => controller.enqueue(chunk.toUpperCase()),
          }),
        )
        .pipeTo(new WritableStream({ write() {} })),
    'written and closed': () => async () => {
      const writer = new WritableStream({ write() {} }).getWriter()
      await writer.write('a')
      await writer.close()
    },
    teed: () => async () => {
      const [one, other] = from('a', 'b').tee()
      await Promise.all([text(one), text(other)])
    },
    'encoded and decoded': () => () =>
      text(from('a', 'b').pipeThrough(new TextEncoderStream()).pipeThrough(new TextDecoderStream())),
    'compressed and decompressed': () => () =>
      text(
        from(Buffer.from('a few words'))
          .pipeThrough(new CompressionStream('gzip'))
          .pipeThrough(new DecompressionStream('gzip')),
      ),
    'to a Readable and back': () => () => text(Readable.toWeb(Readable.fromWeb(from('a', 'b')))),
  },
}
