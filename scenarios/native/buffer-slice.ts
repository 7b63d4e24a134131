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
} satisfies Scenario
