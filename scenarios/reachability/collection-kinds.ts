import type { Lab, Scenario } from 'leaklab'

class Letter {
  words = new Array(50).fill(0)
}

const collectYoung = () => globalThis.gc?.({ type: 'minor' })
const noteMemory = (lab: Lab, when: string) =>
  lab.note(`${when}: ${Math.round(process.memoryUsage().heapUsed / 1e6)} MB`)

export default {
  title: 'Collection kinds',
  ask: 'A letter survives two minor collections and is dropped only then. Is it collected?',
  learn:
    'A minor collection frees only young objects; what survives two of them is old, and only a major collection frees it. An old object that you have dropped therefore still counts in the heap until the next major collection, which may be much later. Do not call it a leak before a major collection has run.',

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
      let step = 0
      return () => {
        lab.watch(new Letter())
        if (++step === 2) noteMemory(lab, 'after a major collection')
        if (step > 1) return
        noteMemory(lab, 'at first')

        for (let i = 0; i < 20_000; i++) desk[0] = new Letter()
        collectYoung()
        noteMemory(lab, '20,000 letters dropped young, after a minor collection')

        for (let i = 0; i < 20_000; i++) desk[i] = new Letter()
        collectYoung()
        collectYoung()
        desk.length = 0
        collectYoung()
        noteMemory(lab, '20,000 letters dropped old, after a minor collection')
      }
    },
  },
} satisfies Scenario
