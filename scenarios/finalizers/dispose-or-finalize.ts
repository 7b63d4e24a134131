import type { Lab, Scenario } from 'leaklab'

class Handle {
  buffer = new Array(50).fill(0)
}

class LogFile {
  handle: Handle
  open: Set<Handle>
  constructor(lab: Lab, open: Set<Handle>) {
    this.handle = lab.watch(new Handle())
    this.open = open.add(this.handle)
  }
  [Symbol.dispose]() {
    this.open.delete(this.handle)
  }
}

/** Compiled from text, because Node 20 and 22 cannot parse `using`. They get its long form. */
const short = 'using file = opened; use(file)'
const long = 'try { use(opened) } finally { opened[Symbol.dispose]() }'
const compile = (body: string): ((opened: LogFile, use: (file: LogFile) => unknown) => void) =>
  new Function('opened', 'use', body) as never
const using = compile(Number.parseInt(process.versions.node, 10) >= 24 ? short : long)
const read = (file: LogFile) => file.handle.buffer[0]
let notes = 0
const noteOpen = (lab: Lab, open: Set<Handle>) =>
  notes++ < 2 && lab.note(`handles open after the block: ${open.size}`)

export default {
  title: 'Dispose or finalize',
  ask: 'A program reads a log file and drops it. Is its open handle collected?',
  learn:
    'Clean-up that must happen belongs to a block: `using` calls Symbol.dispose when the block ends, at once, even after a throw. A FinalizationRegistry calls back late, or never. Write `using`, or try and finally before Node 24, and keep a registry only as a safety net.',

  leaks: {
    'never closed': lab => {
      const open = new Set<Handle>()
      return () => {
        read(new LogFile(lab, open))
        noteOpen(lab, open)
      }
    },
  },
  collects: {
    'closed by using': lab => {
      const open = new Set<Handle>()
      return () => {
        using(new LogFile(lab, open), read)
        noteOpen(lab, open)
      }
    },
    'closed by a finalizer': lab => {
      const open = new Set<Handle>()
      const registry = new FinalizationRegistry<Handle>(handle => open.delete(handle))
      return () => {
        const file = new LogFile(lab, open)
        registry.register(file, file.handle)
        read(file)
        noteOpen(lab, open)
      }
    },
  },

  lesson: {
    variant: 'closed by a finalizer',
    against: 'never closed',
    because: 'the file is collected, and its callback removes the handle',
    beliefs: {
      'finalizer-is-destructor': {
        because: 'a finalizer runs as soon as the file is dropped',
        answer:
          'The callback runs in a separate task after the file was collected, if at all. Until then the handle stays in the set.',
      },
      'finalizer-may-reference-target': {
        because: 'a held value may reference the file and not keep it alive',
        answer:
          'A held value that references its target keeps it alive. This one is the handle, and the handle does not reference the file.',
      },
      'null-frees': {
        because: 'the handle dies with the file that references it',
        answer:
          'The handle outlives the file: the set and the registry reference it too, until the callback has removed it.',
      },
    },
    highlight: ['handle => open.delete(handle)', 'registry.register(file, file.handle)'],
  },
} satisfies Scenario
