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

  lesson: {
    variant: 'written, never read',
    against: 'written only while there is room',
    because: 'the stream stores each chunk until it is read',
    beliefs: {
      'pending-lives-forever': {
        because: 'the stream was never ended, and an open stream lives forever',
        answer:
          'An open PassThrough that nothing references is collected. Here the step function references it, and its buffer keeps each unread chunk.',
      },
      'weak-map-is-weak-cache': {
        because: 'a stream drops chunks when its buffer is full',
        answer:
          'Above the high-water mark `write()` returns false, but it stores the chunk all the same. The mark is a signal and not a limit.',
      },
      'unmentioned-is-unreachable': {
        because: 'no code refers to a chunk again after it is written',
        answer:
          'The stream refers to it: a chunk that was not read is in the buffer of the stream, and the step function references the stream.',
      },
    },
    highlight: ['const stream = new PassThrough()', 'stream.write(lab.watch('],
  },
} satisfies Scenario
