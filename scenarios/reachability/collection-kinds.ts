import { setImmediate as nextMacrotask } from 'node:timers/promises'
import type { Scenario } from 'leaklab'

class Letter {
  words = new Array(50).fill(0)
}

/** Short-lived objects by the megabyte: minor collections come by themselves, major ones do not. */
const scraps: unknown[] = []
const litter = () => {
  for (let i = 0; i < 1_000_000; i++) scraps[0] = [i, i, i]
}
const ask = (ref: WeakRef<Letter> | undefined) => (ref?.deref() ? 'there' : 'gone')

export default {
  title: 'Collection kinds',
  ask: 'A minor collection looks at young objects only. Can it take a letter that nobody holds?',
  learn:
    'A minor collection takes young garbage; what has survived two of them is old, and only a major collection takes it. Up to Node 24 a WeakRef keeps its target through every minor collection, on Node 26 it does not. What is reachable survives both kinds, however often they run.',

  leaks: {
    'kept in a list': lab => {
      const desk: Letter[] = []
      return () => {
        desk.push(lab.watch(new Letter()))
      }
    },
  },
  plateaus: {
    'kept until the next': lab => {
      const desk: Letter[] = []
      return () => {
        desk[0] = lab.watch(new Letter())
      }
    },
  },
  collects: {
    'dropped young, dropped old': lab => {
      const desk: Letter[] = []
      let old: WeakRef<Letter> | undefined
      let young: WeakRef<Letter> | undefined
      const write = () => new WeakRef(lab.watch(new Letter()))
      const keep = () => {
        desk[0] = lab.watch(new Letter())
        return new WeakRef(desk[0])
      }
      let step = 0
      return async () => {
        if (++step === 2) lab.note(`after a major collection: young ${ask(young)}, old ${ask(old)}`)
        young = write()
        if (step !== 1) return
        old = keep()
        await nextMacrotask()
        litter()
        desk.length = 0
        young = write()
        await nextMacrotask()
        litter()
        lab.note(`after minor collections: young ${ask(young)}, old ${ask(old)}`)
      }
    },
  },
} satisfies Scenario
