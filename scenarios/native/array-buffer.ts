import type { Scenario } from 'leaklab'

class Frame {
  pixels = new ArrayBuffer(16_384)
}

export default {
  title: 'Array buffer',
  ask: 'A program keeps megabytes of video frames, and heapUsed hardly moves. Where are they?',
  learn:
    'The bytes of an ArrayBuffer are outside the JavaScript heap: heapUsed counts a small wrapper, `external` and `arrayBuffers` count the bytes. They live exactly as long as that wrapper is reachable. Read all three before you call a heap flat.',

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
} satisfies Scenario
