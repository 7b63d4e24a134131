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

/** A program of its own, because this one must not end yet. */
const program = `
  const registry = new FinalizationRegistry(name => console.log('finalizer of ' + name))
  globalThis.journal = { entries: ['unsaved'] }
  registry.register(journal, 'the journal')
  process.on('exit', () => {
    delete globalThis.journal
    console.log('exit handler')
  })`

export default {
  title: 'Finalizer at exit',
  ask: 'A journal is saved by its finalizer. The program ends. Is the journal saved?',
  learn:
    'No. A finalizer is called for an object that dies while the program goes on; at the end nothing is collected, memory is given back as a whole. What lives as long as the program is never finalized: save it by hand, or in an exit handler, which is called.',

  leaks: {
    'saved by the finalizer': lab => {
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
    'saved by hand': lab => {
      const journal = new Journal()
      const registry = new FinalizationRegistry<Entry[]>(save)
      registry.register(journal, journal.entries)
      return () => {
        journal.entries.push(lab.watch(new Entry()))
        save(journal.entries)
        return registry
      }
    },
    'a program that ends': lab => {
      const { stdout, status } = spawnSync(process.execPath, ['-e', program], { encoding: 'utf8' })
      const lines = stdout.trim().split('\n').join(', ')
      lab.note(`it ended with code ${status} and printed: ${lines}`)
      return () => {
        lab.watch(new Entry())
      }
    },
  },
} satisfies Scenario
