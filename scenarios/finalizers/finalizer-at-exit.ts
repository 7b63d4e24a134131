import { spawnSync } from 'node:child_process'
import type { Scenario } from 'leaklab'

class Entry {
  words = new Array(50).fill(0)
}

class Journal {
  entries: Entry[] = []
}

const save = (entries: Entry[]) => {
  entries.length = 0
}

/** Another program, because this one must not exit yet. */
const program = `
  const journal = { entries: ['unsaved'] }
  const registry = new FinalizationRegistry(() => console.log('finalizer'))
  registry.register(journal)
  process.on('exit', () => console.log('exit handler, ' + journal.entries))`
const runProgram = () => spawnSync(process.execPath, ['-e', program], { encoding: 'utf8' }).stdout.trim()

export default {
  title: 'Finalizer at exit',
  ask: 'A finalizer saves the entries of a journal that is in use until the program exits. Are the entries collected?',
  learn:
    'A finalizer is called only after its object is collected, and nothing is collected just because the program exits. So an object that is in use until the end is never finalized. Save it explicitly, or in an exit handler: process.on("exit", save).',

  leaks: {
    'saved by the finalizer': lab => {
      lab.note(`a program that exits prints only: ${runProgram()}`)
      const journal = new Journal()
      const registry = new FinalizationRegistry<Entry[]>(save)
      registry.register(journal, journal.entries)
      return () => {
        journal.entries.push(lab.watch(new Entry()))
        return registry
      }
    },
  },
  collects: {
    'saved explicitly': lab => {
      const journal = new Journal()
      const registry = new FinalizationRegistry<Entry[]>(save)
      registry.register(journal, journal.entries)
      return () => {
        journal.entries.push(lab.watch(new Entry()))
        save(journal.entries)
        return registry
      }
    },
  },

  lesson: {
    variant: 'saved by the finalizer',
    against: 'saved explicitly',
    because: 'the journal is in use, so no finalizer is called',
    beliefs: {
      'finalizer-is-destructor': {
        because: 'the finalizer is called only at the exit of the program',
        answer:
          'It is not called at the exit either: exiting collects nothing, and a finalizer is called only after a collection.',
      },
      'weak-map-is-weak-cache': {
        because: 'the registry holds the entries weakly',
        answer:
          'A registry holds only its target weakly. The held value, here the array of entries, is held strongly, and the journal references it too.',
      },
      'growth-is-leak': {
        because: 'each iteration adds an entry, so memory has to grow',
        answer:
          'The fixed variant adds as many entries and does not grow, because it saves them and empties the array itself.',
      },
    },
    highlight: ['registry.register(journal, journal.entries)', 'journal.entries.push('],
  },
} satisfies Scenario
