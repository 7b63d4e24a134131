import type { Scenario } from 'leaklab'

const resident = () => `${Math.round(process.memoryUsage.rss() / 1e6)} MB resident`

export default {
  title: 'Idle heap',
  ask: 'Three bursts of 10,000 orders are over, and the process is still 50 MB larger. Is that a leak?',
  learn:
    'Memory that is not in use is not always returned: a buffer pool keeps it for the next burst, and so does the allocator of the system. It is bounded by the largest burst, and more bursts do not raise it. Compare what is in use after several bursts, and do not judge by the resident size.',

  plateaus: {
    'buffers returned to a pool': lab => {
      const free: Buffer[] = []
      let batch = 0
      return () => {
        const size = ++batch <= 3 ? 10_000 : 1
        const orders: Buffer[] = []
        for (let i = 0; i < size; i++) orders.push(free.pop() ?? lab.watch(Buffer.alloc(5_000, 1)))
        free.push(...orders)
        if (batch <= 4) lab.note(`batch ${batch}, orders ${size}: ${resident()}`)
      }
    },
  },
  collects: {
    'buffers dropped': lab => {
      let batch = 0
      return () => {
        const size = ++batch <= 3 ? 10_000 : 1
        const orders: Buffer[] = []
        for (let i = 0; i < size; i++) orders.push(lab.watch(Buffer.alloc(5_000, 1)))
        if (batch <= 4) lab.note(`batch ${batch}, orders ${size}: ${resident()}`)
      }
    },
  },

  lesson: {
    variant: 'buffers returned to a pool',
    against: 'buffers dropped',
    because: 'the pool keeps no more buffers than the largest burst needed',
    beliefs: {
      'memory-comes-down': {
        because: 'memory must come down after a burst, and it does not',
        answer:
          'The pool keeps the buffers on purpose, and the next burst reuses them. Memory that stays level is no leak, even if it never comes down.',
      },
      'weak-map-is-weak-cache': {
        because: 'the pool drops idle buffers when memory gets scarce',
        answer:
          '`free` is an ordinary array and keeps every buffer, however scarce memory gets. Memory is level because the buffers are reused.',
      },
      'death-is-immediate': {
        because: 'the buffers are freed at once when their burst is over',
        answer:
          'None of them is freed: `free.push(...orders)` keeps them all. Memory is level because the next burst takes its buffers from the pool.',
      },
    },
    highlight: ['free.pop() ?? lab.watch', 'free.push(...orders)'],
  },
} satisfies Scenario
