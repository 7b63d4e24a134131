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
    'three bursts, then a trickle': lab => {
      let batches = 0
      return () => {
        const size = batches++ < 3 ? 20_000 : 1
        if (batches <= 4) lab.note(`before batch ${batches}: ${used()}`)
        lab.watch(new Batch(size))
        if (batches <= 4) lab.note(`orders in batch ${batches}: ${size}, ${used()}`)
      }
    },
    'a trickle': lab => {
      let batches = 0
      return () => {
        const size = batches++ < 3 ? 2 : 1
        if (batches <= 4) lab.note(`before batch ${batches}: ${used()}`)
        lab.watch(new Batch(size))
        if (batches <= 4) lab.note(`orders in batch ${batches}: ${size}, ${used()}`)
      }
    },
  },
} satisfies Scenario
