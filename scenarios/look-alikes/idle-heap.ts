import type { Scenario } from 'leaklab'

class Batch {
  orders: Buffer[] = []
  constructor(size: number) {
    for (let i = 0; i < size; i++) this.orders.push(Buffer.alloc(5_000, 1))
  }
}

const used = () => {
  const { rss, arrayBuffers } = process.memoryUsage()
  return `${Math.round(arrayBuffers / 1e6)} MB in buffers, ${Math.round(rss / 1e6)} MB resident`
}

export default {
  title: 'Idle heap',
  ask: 'After a burst of 20,000 orders all are collected, and the process stays as large as it was. Is that a leak?',
  learn:
    'No: collected is not returned. The allocator keeps freed memory, because the next burst will want it, and the system sees a large process. Bursts that come again do not make it larger; a leak would. Judge by what is in use after a collection, not by resident size.',

  collects: {
    'one burst, then a trickle': lab => {
      let batches = 0
      return () => {
        if (batches < 2) lab.note(`before batch ${batches + 1}: ${used()}`)
        const batch = lab.watch(new Batch(batches === 0 ? 20_000 : 1))
        if (batches++ === 0) lab.note(`at the height of the burst: ${used()} (${batch.orders.length} orders)`)
      }
    },
    'three bursts, then a trickle': lab => {
      const bursts = [0, 1, 6]
      let batches = 0
      return () => {
        const burst = bursts.includes(batches++)
        if (burst || batches === 8) lab.note(`before batch ${batches}: ${used()}`)
        lab.watch(new Batch(burst ? 20_000 : 1))
      }
    },
  },
} satisfies Scenario
