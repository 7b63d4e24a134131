import type { Lab, Scenario } from 'leaklab'

/** Cuts buffers of 1,000 bytes from slabs of 64,000, as memory allocators do. */
const createAllocator = (lab: Lab) => {
  let slab = new ArrayBuffer(0)
  let used = 0
  return () => {
    if (used === slab.byteLength) {
      slab = lab.watch(new ArrayBuffer(64_000), 'slab')
      used = 0
    }
    used += 1_000
    return new Uint8Array(slab, used - 1_000, 1_000)
  }
}

export default {
  title: 'Fragmentation',
  ask: 'A program keeps the newest 500 of its small buffers, 0.5 MB in all. Does the memory level off?',
  learn:
    'Memory is freed a whole slab or page at a time, and one small buffer that stays keeps all of its slab: here 0.5 MB of buffers take 5.5 MB. Such fragmentation is bounded, so it is no leak. Allocate long-lived data apart from short-lived data.',

  plateaus: {
    'long-lived and short-lived buffers share slabs': lab => {
      const allocateShortLived = createAllocator(lab)
      const allocateLongLived = allocateShortLived
      const kept: Uint8Array[] = []
      return () => {
        for (let i = 0; i < 10; i++) allocateShortLived()
        kept.push(allocateLongLived())
        if (kept.length > 500) kept.shift()
      }
    },
    'long-lived buffers have slabs of their own': lab => {
      const allocateShortLived = createAllocator(lab)
      const allocateLongLived = createAllocator(lab)
      const kept: Uint8Array[] = []
      return () => {
        for (let i = 0; i < 10; i++) allocateShortLived()
        kept.push(allocateLongLived())
        if (kept.length > 500) kept.shift()
      }
    },
  },

  lesson: {
    variant: 'long-lived and short-lived buffers share slabs',
    against: 'long-lived buffers have slabs of their own',
    because: 'the 500 kept buffers can keep 500 slabs at most',
    beliefs: {
      'small-is-small': {
        because: '500 buffers of 1,000 bytes take only 0.5 MB of memory',
        answer:
          'Each of them keeps its whole slab of 64,000 bytes, so they take far more. Memory levels off because the number of kept buffers is limited.',
      },
      'growth-is-leak': {
        because: 'every buffer that is kept adds another slab to the memory',
        answer:
          'Slabs are added only until 500 buffers are kept. After that, old slabs become unreachable as fast as new ones are kept.',
      },
      'memory-comes-down': {
        because: 'memory never comes down to the 0.5 MB that are in use',
        answer:
          'It need not: memory above the size of the data is fragmentation. It is no leak, because it does not rise with the number of iterations.',
      },
    },
    highlight: [
      'allocateLongLived = allocateShortLived',
      'kept.push(allocateLongLived())',
      'if (kept.length > 500)',
    ],
  },
} satisfies Scenario
