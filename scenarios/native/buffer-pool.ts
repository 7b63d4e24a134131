import type { Scenario } from 'leaklab'

// The other small buffers of a request: as many as one slab of the pool has room for.
const workOnRequest = () => {
  for (let bytes = 0; bytes < Buffer.poolSize; bytes += 1_000) Buffer.allocUnsafe(1_000)
}

// Node itself keeps a small buffer from the first slab, so this starts a new slab.
workOnRequest()

export default {
  title: 'Buffer pool',
  ask: 'Only an eight-byte token from Buffer.from() is kept of each request. Is the rest of the pool collected?',
  learn:
    'Buffer.from() and allocUnsafe() cut small buffers from a shared slab, of 8 KiB on Node 20 and 22 and 64 KiB since 24. One buffer that is kept keeps its whole slab. Use Buffer.alloc() for what stays long: it never uses the pool.',

  leaks: {
    'every token kept, cut from the pool': lab => {
      const tokens: Buffer[] = []
      return () => {
        const token = Buffer.from('token 01')
        lab.watch(token.buffer, 'slab')
        tokens.push(token)
        workOnRequest()
      }
    },
  },
  plateaus: {
    'the newest 50, cut from the pool': lab => {
      const tokens: Buffer[] = []
      return () => {
        const token = Buffer.from('token 01')
        lab.watch(token.buffer, 'slab')
        tokens.push(token)
        if (tokens.length > 50) tokens.shift()
        workOnRequest()
      }
    },
  },
  collects: {
    'the newest 50, in memory of their own': lab => {
      const tokens: Buffer[] = []
      return () => {
        const token = Buffer.from('token 01')
        lab.watch(token.buffer, 'slab')
        tokens.push(Buffer.alloc(token.length, token))
        if (tokens.length > 50) tokens.shift()
        workOnRequest()
      }
    },
  },

  lesson: {
    variant: 'every token kept, cut from the pool',
    against: 'the newest 50, in memory of their own',
    because: 'each token is a view that keeps its whole slab',
    beliefs: {
      'small-is-small': {
        because: 'a token has only eight bytes',
        answer:
          'The token is a view of a slab that has at least 8 KiB. The whole slab stays as long as the token does.',
      },
      'flat-means-no-leak': {
        because: '`heapUsed` hardly changes, because the tokens are small',
        answer:
          'The slabs are outside the JavaScript heap, so `heapUsed` does not show them. `arrayBuffers` counts them, and it rises.',
      },
      'unmentioned-is-unreachable': {
        because: 'no code uses the rest of the slab after the request',
        answer:
          'An ArrayBuffer is freed as a whole or not at all. The token references it, so the part that nobody uses stays too.',
      },
    },
    highlight: ["Buffer.from('token 01')", 'tokens.push(token)'],
  },
} satisfies Scenario
