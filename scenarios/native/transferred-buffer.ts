import type { Scenario } from 'leaklab'

// structuredClone copies and transfers by the same rules as postMessage.
const post = (image: ArrayBuffer, transfer: ArrayBuffer[]) => structuredClone(image, { transfer })

const describe = (sent: ArrayBuffer[]) =>
  `${sent.length} buffers kept, ${sent.at(-1)?.byteLength} bytes in the last`

export default {
  title: 'Transferred buffer',
  ask: 'A sender keeps the ArrayBuffer of each image that it has posted. Does it leak if the bytes were transferred?',
  learn:
    'A transfer moves the bytes and leaves an ArrayBuffer of length 0 behind; a copy leaves all bytes on both sides. An empty wrapper is small, but a list of wrappers still grows without bound. Transfer large buffers, and drop your reference after sending.',

  leaks: {
    'copied, the original kept': lab => {
      const sent: ArrayBuffer[] = []
      lab.defer(() => lab.note(describe(sent)))
      return () => {
        const image = lab.watch(new ArrayBuffer(64_000))
        post(image, [])
        sent.push(image)
      }
    },
    'transferred, the empty wrapper kept': lab => {
      const sent: ArrayBuffer[] = []
      lab.defer(() => lab.note(describe(sent)))
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
      lab.defer(() => lab.note(describe(sent)))
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

  lesson: {
    variant: 'transferred, the empty wrapper kept',
    against: 'transferred, the newest wrapper kept',
    because: 'the list gets one more wrapper with each image',
    beliefs: {
      'small-is-small': {
        because: 'an empty wrapper is too small to be a leak',
        answer:
          'One wrapper is small, but their number has no limit. A list that only grows is a leak, however small its elements are.',
      },
      'flat-means-no-leak': {
        because: 'the bytes have moved away, so `arrayBuffers` stays level',
        answer:
          '`arrayBuffers` counts only the bytes. The wrappers are in the JavaScript heap, where `heapUsed` rises with each of them.',
      },
      'delete-unloads': {
        because: 'a transfer takes the whole buffer away from the sender',
        answer:
          'A transfer moves only the bytes. The ArrayBuffer object stays with the sender, at length 0, and `sent` references it.',
      },
    },
    highlight: ['post(image, [image])', 'sent.push(image)'],
  },
} satisfies Scenario
