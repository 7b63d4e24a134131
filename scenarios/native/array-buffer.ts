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
} satisfies Scenario
