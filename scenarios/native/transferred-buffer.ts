import type { Scenario } from 'leaklab'

// structuredClone stands for postMessage here: it copies and transfers by the same rules.
const post = (image: ArrayBuffer, transfer: ArrayBuffer[]) => structuredClone(image, { transfer })

export default {
  title: 'Transferred buffer',
  ask: 'An image is transferred to a worker, and the sender keeps its ArrayBuffer. What does it keep?',
  learn:
    'A transfer moves the bytes and leaves an empty wrapper behind, its byteLength 0. A copy leaves both sides with all the bytes. An empty wrapper is small, but a list of them is a leak all the same: forget what you sent.',

  leaks: {
    'copied, the original kept': lab => {
      const sent: ArrayBuffer[] = []
      return () => {
        const image = lab.watch(new ArrayBuffer(64_000))
        post(image, [])
        if (sent.push(image) === 1) lab.note(`byteLength of what is kept: ${image.byteLength}`)
      }
    },
    'transferred, the empty wrapper kept': lab => {
      const sent: ArrayBuffer[] = []
      return () => {
        const image = lab.watch(new ArrayBuffer(64_000))
        post(image, [image])
        if (sent.push(image) === 1) lab.note(`byteLength of what is kept: ${image.byteLength}`)
      }
    },
  },
  plateaus: {
    'transferred, the newest wrapper kept': lab => {
      let sent: ArrayBuffer
      return () => {
        const image = lab.watch(new ArrayBuffer(64_000))
        post(image, [image])
        sent = image
        return sent
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
