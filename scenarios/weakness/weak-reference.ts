import { setImmediate as nextMacrotask } from 'node:timers/promises'
import type { Scenario } from 'leaklab'

class Page {
  words = new Array(50).fill(0)
}

/** leaklab starts Node with --expose-gc, so that a collection can be forced. */
const collect = () => globalThis.gc?.()
const answer = (ref: WeakRef<Page>) => (ref.deref() ? 'the page' : 'undefined')

export default {
  title: 'Weak reference',
  ask: 'A page is referenced only by a WeakRef. Is the page collected?',
  learn:
    'A WeakRef does not keep its target, but creating it or calling deref() keeps the target until the current job and its microtasks end. The result of deref() is a strong reference. Call deref() where you need the target, and do not store the result.',

  leaks: {
    'result of deref() kept': lab => {
      const read = new Set<unknown>()
      return () => {
        const ref = new WeakRef(lab.watch(new Page()))
        const page = ref.deref()
        read.add(page)
      }
    },
  },
  collects: {
    'only a number kept': lab => {
      const read = new Set<unknown>()
      return () => {
        const ref = new WeakRef(lab.watch(new Page()))
        const page = ref.deref()
        read.add(page?.words.length)
      }
    },
    'deref() after collections': lab => {
      const create = () => new WeakRef(lab.watch(new Page()))
      let isFirst = true
      return async () => {
        const used = create()
        const unused = create()
        if (!isFirst) return
        isFirst = false
        await nextMacrotask()
        lab.note(`deref() in a new task: ${answer(used)}`)
        collect()
        lab.note(`same job, after a collection: ${answer(used)}`)
        lab.note(`same job, deref() not called before: ${answer(unused)}`)
        await Promise.resolve()
        collect()
        lab.note(`microtask, after a collection: ${answer(used)}`)
        await nextMacrotask()
        collect()
        lab.note(`next task, after a collection: ${answer(used)}`)
      }
    },
  },

  lesson: {
    variant: 'result of deref() kept',
    against: 'only a number kept',
    because: 'the Set holds the page itself, not its WeakRef',
    beliefs: {
      'weak-map-is-weak-cache': {
        because: 'what a WeakRef returns can still be collected',
        answer:
          '`deref()` returns the page itself, and from then on an ordinary reference to it, as in the Set, keeps it.',
      },
      'weak-ref-cleans-entry': {
        because: 'the WeakRef removes the page from the Set when it is empty',
        answer:
          'A WeakRef removes nothing from anywhere. It does not even become empty here, because the Set keeps the page.',
      },
      'null-frees': {
        because: '`ref` and `page` are gone after the iteration',
        answer: 'Two references are gone, but a third one is left: the Set `read` still holds the page.',
      },
    },
    highlight: ['const page = ref.deref()', 'read.add(page)'],
  },
} satisfies Scenario
