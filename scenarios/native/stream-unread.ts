import { PassThrough } from 'node:stream'
import type { Scenario } from 'leaklab'

export default {
  title: 'Stream unread',
  ask: 'A program writes to a stream that nobody reads. Are the chunks collected?',
  learn:
    'A stream buffers whatever is not read yet. Its high-water mark is not a limit: write() returns false above it, and stores the chunk all the same. Stop writing until "drain" when write() returns false; if nobody wants the data, call resume() to discard it, or destroy().',

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
    'resumed: read and discarded': lab => {
      const stream = new PassThrough()
      stream.resume()
      return () => {
        stream.write(lab.watch(Buffer.alloc(1_000)))
      }
    },
    'destroyed after the write': lab => () => {
      const stream = new PassThrough()
      stream.write(lab.watch(Buffer.alloc(1_000)))
      stream.destroy()
    },
  },
} satisfies Scenario
