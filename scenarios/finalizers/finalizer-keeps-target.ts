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
    return `refused with a ${(error as Error).name}`
  }
}

const createRegistry = () => new FinalizationRegistry<() => number>(close => close())

export default {
  title: 'Finalizer keeps target',
  ask: 'A registry is told: when this file dies, call its close(). Will it ever be called?',
  learn:
    'The registry holds its target weakly, but the held value strongly, and a function that can close the file leads to the file. So it never dies, and nobody is told. Hand over only what cleaning up needs: the descriptor, not the file. Only the target itself as held value is refused.',

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
} satisfies Scenario
