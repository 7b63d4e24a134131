import type { Scenario } from 'leaklab'

const receive = () => Buffer.alloc(20_000, 'packet ')

export default {
  title: 'Buffer slice',
  ask: 'Of each packet of 20,000 bytes only the first ten are kept. Is the packet collected?',
  learn:
    'The method subarray() copies nothing: it returns a view, and a view keeps its whole ArrayBuffer. slice() of a Buffer does the same, unlike slice() of a Uint8Array. To keep a small part of a large buffer, copy it with Buffer.from().',

  leaks: {
    'a view of every packet': lab => {
      const headers: Buffer[] = []
      return () => {
        const packet = receive()
        lab.watch(packet.buffer, 'packet')
        headers.push(packet.subarray(0, 10))
      }
    },
  },
  plateaus: {
    'views of the newest 50 packets': lab => {
      const headers: Buffer[] = []
      return () => {
        const packet = receive()
        lab.watch(packet.buffer, 'packet')
        headers.push(packet.subarray(0, 10))
        if (headers.length > 50) headers.shift()
      }
    },
  },
  collects: {
    'copies from the newest 50 packets': lab => {
      const headers: Buffer[] = []
      return () => {
        const packet = receive()
        lab.watch(packet.buffer, 'packet')
        headers.push(Buffer.from(packet.subarray(0, 10)))
        if (headers.length > 50) headers.shift()
      }
    },
  },

  lesson: {
    variant: 'a view of every packet',
    against: 'copies from the newest 50 packets',
    because: 'a view keeps the whole buffer that it was made from',
    beliefs: {
      'small-is-small': {
        because: 'ten bytes of each packet are too few to matter',
        answer:
          '`subarray()` copies nothing: it returns a view of the packet. All 20,000 bytes stay as long as the view does.',
      },
      'null-frees': {
        because: 'the packet is freed once the variable `packet` is gone',
        answer:
          'The variable is not the only reference: the view in `headers` references the same ArrayBuffer, and keeps it.',
      },
      'flat-means-no-leak': {
        because: '`heapUsed` shows only a small object for each packet',
        answer:
          'The bytes of a packet are outside the JavaScript heap. `heapUsed` misses them; `external` and `arrayBuffers` count them, and rise.',
      },
    },
    highlight: ['const packet = receive()', 'headers.push(packet.subarray(0, 10))'],
  },
} satisfies Scenario
