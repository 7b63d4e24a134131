import { PassThrough } from 'node:stream'
import type { Scenario } from 'leaklab'

export default {
  title: 'Stream unread',
  ask: 'Nobody reads a stream. write() answers false, and the program writes on. Who keeps the chunks?',
  learn:
    'A stream keeps what nobody has read yet: its high-water mark is advice, and write() answers false when it is passed. Listen to that answer and wait for "drain". A stream that nobody wants is read and thrown away with resume(), or destroyed.',

  leaks: {
    'written, never read': lab => {
      const stream = new PassThrough()
      return () => {
        stream.write(lab.watch(Buffer.alloc(1_000)))
      }
    },
  },
  plateaus: {
    'written only while there is room': lab => {
      const stream = new PassThrough()
      return () => {
        if (stream.writableNeedDrain) return
        stream.write(lab.watch(Buffer.alloc(1_000)))
      }
    },
  },
  collects: {
    'resumed: read and thrown away': lab => {
      const stream = new PassThrough()
      stream.resume()
      return () => {
        stream.write(lab.watch(Buffer.alloc(1_000)))
      }
    },
    'destroyed when it is not wanted': lab => () => {
      const stream = new PassThrough()
      stream.write(lab.watch(Buffer.alloc(1_000)))
      stream.destroy()
    },
  },
} satisfies Scenario
