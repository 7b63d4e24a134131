import type { Scenario } from 'leaklab'

// What else a request needs: small buffers, as many as a slab of the pool has room for.
const workOnRequest = () => {
  for (let bytes = 0; bytes < Buffer.poolSize; bytes += 1_000) Buffer.allocUnsafe(1_000)
}

// Node itself has cut a small buffer from the first slab, and keeps it: start with a new one.
workOnRequest()

export default {
  title: 'Buffer pool',
  ask: 'Buffer.from makes a copy of its own, eight bytes long. Can it keep thousands alive?',
  learn:
    'Small buffers from Buffer.from and allocUnsafe are cut from a shared slab, 8 kB on Node 20 and 22, 64 kB since 24: one that stays keeps the slab of all its neighbours. What is to stay for long comes from Buffer.alloc, which never uses the pool.',

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
} satisfies Scenario
