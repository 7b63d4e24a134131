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
    variant: 'never closed',
    against: 'closed by using',
    because: 'the Set of open handles still has its handle',
    beliefs: {
      'finalizer-is-destructor': {
        because: 'JavaScript closes what belongs to an object when it dies',
        answer: 'There is no destructor. Nothing runs when an object is collected, unless it was registered.',
      },
      'unmentioned-is-unreachable': {
        because: 'the file is dropped, and its handle with it',
        answer: 'The file is collected, but the handle has a second reference: the Set of open handles.',
      },
      'growth-is-leak': {
        because: 'reading a file always takes more memory than before',
        answer: 'A read file that is closed leaves nothing. The handle stays because it was not closed.',
      },
    },
    highlight: ['read(new LogFile(lab, open))'],
  },
} satisfies Scenario
