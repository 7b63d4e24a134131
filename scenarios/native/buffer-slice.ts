import type { Scenario } from 'leaklab'

const receive = () => Buffer.alloc(20_000, 'packet ')

export default {
  title: 'Buffer slice',
  ask: 'Of each packet of 20,000 bytes only the first ten are kept. What does a kept header cost?',
  learn:
    'A subarray() copies nothing: it is a view, and a view keeps the whole of its buffer. So does slice() of a Buffer, unlike slice() of a Uint8Array. Who keeps a little of something large keeps a copy.',

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
