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

  lesson: {
    variant: 'dropped young, dropped old',
    against: 'kept in a list',
    because: 'a major collection frees old objects that are unreachable',
    beliefs: {
      'memory-comes-down': {
        because: 'memory stays up after the minor collection',
        answer:
          'A minor collection frees only young objects. Dropped letters that are old count in `heapUsed` until the next major collection frees them.',
      },
      'null-frees': {
        because: '`desk.length = 0` frees all of the letters in the list',
        answer:
          'It only makes them unreachable. They are old by then, so they stay until a major collection runs.',
      },
      'growth-is-leak': {
        because: 'the loops create 40,000 letters, and memory rises',
        answer:
          'Creating letters is no leak. None of them is referenced at the end, so the next major collection frees all that are left.',
      },
    },
    highlight: ['desk[i] = new Letter()', 'desk.length = 0', 'collectYoung()'],
  },
} satisfies Scenario
