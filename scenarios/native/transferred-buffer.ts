import type { Scenario } from 'leaklab'

// structuredClone stands for postMessage here: it copies and transfers by the same rules.
const post = (image: ArrayBuffer, transfer: ArrayBuffer[]) => structuredClone(image, { transfer })

const tell = (sent: ArrayBuffer[]) => `kept: ${sent.length}, the last with ${sent.at(-1)?.byteLength} bytes`

export default {
  title: 'Transferred buffer',
  ask: 'An image is transferred to a worker, and the sender keeps its ArrayBuffer. What does it keep?',
  learn:
    'A transfer moves the bytes and leaves an empty wrapper behind, its byteLength 0. A copy leaves both sides with all the bytes. An empty wrapper is small, but a list of them is a leak all the same: forget what you sent.',

  leaks: {
    'copied, the original kept': lab => {
      const sent: ArrayBuffer[] = []
      lab.defer(() => lab.note(tell(sent)))
      return () => {
        const image = lab.watch(new ArrayBuffer(64_000))
        post(image, [])
        sent.push(image)
      }
    },
    'transferred, the empty wrapper kept': lab => {
      const sent: ArrayBuffer[] = []
      lab.defer(() => lab.note(tell(sent)))
      return () => {
        const image = lab.watch(new ArrayBuffer(64_000))
        post(image, [image])
        sent.push(image)
      }
    },
  },
  plateaus: {
    'transferred, the newest wrapper kept': lab => {
      const sent: ArrayBuffer[] = []
      lab.defer(() => lab.note(tell(sent)))
      return () => {
        const image = lab.watch(new ArrayBuffer(64_000))
        post(image, [image])
        sent[0] = image
      }
    },
  },
  collects: {
    'transferred and forgotten': lab => () => {
      const image = lab.watch(new ArrayBuffer(64_000))
      post(image, [image])
    },
  },
} satisfies Scenario
