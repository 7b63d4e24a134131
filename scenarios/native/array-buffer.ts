import type { Scenario } from 'leaklab'

class Frame {
  pixels = new ArrayBuffer(16_384)
}

export default {
  title: 'Array buffer',
  ask: 'A program draws video frames, and heapUsed hardly changes. Does it leak?',
  learn:
    'The bytes of an ArrayBuffer are outside the JavaScript heap: heapUsed counts only a small wrapper, `external` and `arrayBuffers` count the bytes. They stay as long as the wrapper is reachable. Read all three figures of process.memoryUsage() before you say that memory is level.',

  leaks: {
    'every frame kept for a replay': lab => {
      const replay: Frame[] = []
      return () => {
        replay.push(lab.watch(new Frame()))
      }
    },
  },
  plateaus: {
    'the newest 50 frames kept': lab => {
      const replay: Frame[] = []
      return () => {
        replay.push(lab.watch(new Frame()))
        if (replay.length > 50) replay.shift()
      }
    },
  },
  collects: {
    'drawn and dropped': lab => () => {
      const frame = lab.watch(new Frame())
      new Uint8Array(frame.pixels).fill(255)
    },
  },

  lesson: {
    variant: 'every frame kept for a replay',
    against: 'the newest 50 frames kept',
    because: 'the array keeps all frames, and they keep their pixels',
    beliefs: {
      'flat-means-no-leak': {
        because: '`heapUsed` hardly rises, so little memory is kept',
        answer:
          '`heapUsed` counts only the small wrappers of the buffers. The bytes are counted in `external` and `arrayBuffers`, and these rise.',
      },
      'growth-is-leak': {
        because: 'each iteration allocates 16 KiB for another frame',
        answer:
          'Allocating is no leak: the fixed variant allocates as much, and its memory levels off. These frames leak because the array keeps them all.',
      },
      'unmentioned-is-unreachable': {
        because: 'no code ever reads `replay`, so its frames are unreachable',
        answer:
          'The collector does not ask whether code reads them. The step function references the array, so all its frames are reachable.',
      },
    },
    highlight: ['const replay: Frame[] = []', 'replay.push(lab.watch(new Frame()))'],
  },
} satisfies Scenario
