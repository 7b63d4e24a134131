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
    because: 'the held value is a function that has the file',
    beliefs: {
      'finalizer-may-reference-target': {
        because: 'a finalizer may use its file, which is closed first',
        answer: 'To be callable later, the held function must keep the file. So the file is never collected.',
      },
      'finalizer-is-destructor': {
        because: 'the finalizer closes the file, and then it is freed',
        answer:
          'It is called after the collection, never before it. As long as the held value has the file, there is none.',
      },
      'cycles-never-die': {
        because: 'the file and its finalizer reference each other',
        answer: 'The file does not reference its finalizer. It is the registry that keeps the held value.',
      },
    },
    highlight: ['registry.register(file, () => file.close())'],
  },
} satisfies Scenario
