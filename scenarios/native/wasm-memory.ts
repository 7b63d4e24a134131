import type { Scenario } from 'leaklab'

// Node's types of version 20 leave it out.
declare const WebAssembly: { Memory: new (pages: { initial: number }) => { buffer: ArrayBuffer } }

class Decoder {
  memory = new WebAssembly.Memory({ initial: 1 })
  window = new Array(2_000).fill(0)
}

export default {
  title: 'Wasm memory',
  ask: 'Every decoder has a WebAssembly.Memory of 64 KiB. Which figure of memoryUsage() counts it?',
  learn:
    'A WebAssembly.Memory lives as long as its JavaScript object and can grow, never shrink. Up to Node 24 `external` counts its bytes, `arrayBuffers` does not; Node 26 counts them nowhere. Then only the objects that are alive tell of it.',

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
} satisfies Scenario
