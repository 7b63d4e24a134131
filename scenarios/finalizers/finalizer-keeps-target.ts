import type { Scenario } from 'leaklab'

class LogFile {
  buffer = new Array(50).fill(0)
  descriptor = 3
  close() {
    return close(this.descriptor)
  }
}

const close = (descriptor: number) => descriptor

const attempt = (act: () => void) => {
  try {
    act()
    return 'accepted'
  } catch (error) {
    return `rejected with a ${(error as Error).name}`
  }
}

const createRegistry = () => new FinalizationRegistry<() => number>(close => close())

export default {
  title: 'Finalizer keeps target',
  ask: 'A finalizer is to close each log file after the file was collected. Is the file collected?',
  learn:
    'A registry holds its target weakly but the held value strongly, so a function that uses the file keeps the file alive. Then the callback is never called, and register() does not warn you: it rejects only the target itself as the held value. Pass only what clean-up needs, the descriptor and not the file.',

  leaks: {
    'held value closes the file': lab => {
      const registry = createRegistry()
      return () => {
        const file = lab.watch(new LogFile())
        registry.register(file, () => file.close())
      }
    },
  },
  collects: {
    'held value closes the descriptor': lab => {
      const registry = createRegistry()
      return () => {
        const file = lab.watch(new LogFile())
        const { descriptor } = file
        registry.register(file, () => close(descriptor))
      }
    },
    'held value is the file itself': lab => {
      const registry = new FinalizationRegistry<LogFile>(() => lab.note('called'))
      let step = 0
      return () => {
        const file = lab.watch(new LogFile())
        const answer = attempt(() => registry.register(file, file))
        if (++step === 1) lab.note(`register(file, file): ${answer}`)
      }
    },
  },

  lesson: {
    variant: 'held value closes the file',
    against: 'held value closes the descriptor',
    because: 'the held function references the file',
    beliefs: {
      'finalizer-may-reference-target': {
        because: 'a registry holds the file weakly, whatever the function uses',
        answer:
          'The target is held weakly, but the held value strongly. It is a function that uses the file, so the file stays reachable.',
      },
      'null-frees': {
        because: 'the variable `file` was the only reference to it',
        answer:
          'It is not the only one: the function passed to register() uses `file`, and the registry keeps that function.',
      },
      'finalizer-is-destructor': {
        because: 'the file stays until its finalizer runs, at exit at last',
        answer:
          'The order is the other way round: the callback is called after the file was collected. Here that never happens, not even at exit.',
      },
    },
    highlight: ['const file = lab.watch(new LogFile())', 'registry.register(file, () => file.close())'],
  },
} satisfies Scenario
