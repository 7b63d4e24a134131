import type { Scenario } from 'leaklab'

// The types of Node 20 do not declare it.
declare const WebAssembly: { Memory: new (pages: { initial: number }) => { buffer: ArrayBuffer } }

class Decoder {
  memory = new WebAssembly.Memory({ initial: 1 })
  window = new Array(2_000).fill(0)
}

export default {
  title: 'Wasm memory',
  ask: 'Every decoder has a WebAssembly.Memory of 64 KiB. Is the memory collected with its decoder?',
  learn:
    'A WebAssembly.Memory stays as long as its JavaScript object is reachable, and it can grow but not shrink. Up to Node 24 `external` counts its bytes and `arrayBuffers` does not; Node 26 counts them nowhere. Limit the number of instances, and count instances when you look for a leak.',

  leaks: {
    'every decoder kept': lab => {
      const decoders: Decoder[] = []
      return () => {
        decoders.push(lab.watch(new Decoder()))
      }
    },
  },
  plateaus: {
    'a pool of ten': lab => {
      const decoders: Decoder[] = []
      return () => {
        decoders.push(lab.watch(new Decoder()))
        if (decoders.length > 10) decoders.shift()
      }
    },
  },
  collects: {
    'used and dropped': lab => () => {
      const decoder = lab.watch(new Decoder())
      new Uint8Array(decoder.memory.buffer)[0] = 1
    },
  },

  lesson: {
    variant: 'used and dropped',
    against: 'every decoder kept',
    because: 'nothing references the decoder or its memory any more',
    beliefs: {
      'memory-comes-down': {
        because: 'Wasm memory can grow, but it never comes down',
        answer:
          'It cannot shrink while it is in use, but once nothing references its JavaScript object, all of it is freed.',
      },
      'death-is-immediate': {
        because: 'the memory is freed at once when the function returns',
        answer: 'At that moment it only becomes unreachable. It is freed by a later collection.',
      },
      'flat-means-no-leak': {
        because: '`heapUsed` hardly shows these 64 KiB, so they cannot leak',
        answer:
          '`heapUsed` would not show them if they leaked, as they are outside the JavaScript heap. They are freed because the decoder is unreachable.',
      },
    },
    highlight: ['const decoder = lab.watch(new Decoder())'],
  },
} satisfies Scenario
