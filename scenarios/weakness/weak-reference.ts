import { setImmediate as nextMacrotask } from 'node:timers/promises'
import type { Scenario } from 'leaklab'

class Page {
  words = new Array(50).fill(0)
}

/** More memory than the engine lets lie: it collects here, in the middle of the job. */
const press = () => {
  for (let i = 0; i < 10; i++) new ArrayBuffer(512 << 20)
}
const ask = (ref: WeakRef<Page>) => (ref.deref() ? 'a Page' : 'undefined')

export default {
  title: 'Weak reference',
  ask: 'Nobody holds the page any more. How long does its WeakRef go on answering?',
  learn:
    'Whoever creates a WeakRef or asks it keeps the target until the end of that macrotask, microtasks included, whatever is collected meanwhile. After it, the next collection may take the target. The answer of deref() is a strong reference: use it and let it go.',

  leaks: {
    'the answer is kept': lab => {
      const read = new Set<unknown>()
      return () => {
        const ref = new WeakRef(lab.watch(new Page()))
        const page = ref.deref()
        read.add(page)
      }
    },
  },
  collects: {
    'only its length is kept': lab => {
      const read = new Set<unknown>()
      return () => {
        const ref = new WeakRef(lab.watch(new Page()))
        const page = ref.deref()
        read.add(page?.words.length)
      }
    },
    'asked in three ticks': lab => {
      const write = () => new WeakRef(lab.watch(new Page()))
      let isFirst = true
      return async () => {
        const asked = write()
        const other = write()
        if (!isFirst) return
        isFirst = false
        await nextMacrotask()
        lab.note(`at first: ${ask(asked)}`)
        press()
        lab.note(`same job, memory is short: ${ask(asked)}`)
        lab.note(`same job, another, never asked: ${ask(other)}`)
        await undefined
        press()
        lab.note(`microtask, memory is short: ${ask(asked)}`)
        await nextMacrotask()
        press()
        lab.note(`macrotask, memory is short: ${ask(asked)}`)
      }
    },
  },
} satisfies Scenario
