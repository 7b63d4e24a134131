import type { Scenario } from 'leaklab'
import { WeakValueMap } from 'leaklab/collections'

class Page {
  text = new Array(50).fill(0)
}

export default {
  title: 'Weak values',
  ask: 'A Map finds open pages through WeakRefs. Does it level off when the pages are closed?',
  learn:
    'A WeakRef lets the page be collected, but the key and the WeakRef stay in the Map until something deletes them. A finalizer can do that, but it runs late: the key may have been set again, so it must check whose entry it deletes. A WeakValueMap does both; its size counts the values that are alive.',

  leaks: {
    'naive: keys never deleted': lab => {
      const pages = new Map<number, WeakRef<Page>>()
      let id = 0
      return () => {
        pages.set(id++, new WeakRef(lab.watch(new Page())))
      }
    },
  },
  plateaus: {
    'naive: deletes a key that was set again': lab => {
      const pages = new Map<string, WeakRef<Page>>()
      const registry = new FinalizationRegistry<string>(name => pages.delete(name))
      let home: Page | undefined
      return () => {
        if (home) lab.note(`home is open, and the map finds ${pages.get('home')?.deref() ? 'it' : 'nothing'}`)
        home = lab.watch(new Page())
        pages.set('home', new WeakRef(home))
        registry.register(home, 'home')
      }
    },
    'WeakValueMap, a key set again': lab => {
      const pages = new WeakValueMap<string, Page>()
      let home: Page | undefined
      return () => {
        if (home) lab.note(`home is open, and the map finds ${pages.get('home') ? 'it' : 'nothing'}`)
        home = lab.watch(new Page())
        pages.set('home', home)
      }
    },
  },
  collects: {
    WeakValueMap: lab => {
      const pages = new WeakValueMap<number, Page>()
      let id = 0
      return () => {
        pages.set(id++, lab.watch(new Page()))
      }
    },
    'WeakValueMap, read in finalizers': lab => {
      const pages = new WeakValueMap<number, Page>()
      let called = 0
      const registry = new FinalizationRegistry<string>(when => {
        if (called++ < 6)
          lab.note(`${when}; values alive: ${pages.size}, entries in the map: ${pages.rawSize}`)
      })
      let id = 0
      return () => {
        const page = lab.watch(new Page())
        registry.register(page, `page ${id} is collected`)
        pages.set(id++, page)
      }
    },
  },

  lesson: {
    variant: 'naive: keys never deleted',
    against: 'WeakValueMap',
    because: 'nothing deletes the key and the WeakRef of a closed page',
    beliefs: {
      'weak-ref-cleans-entry': {
        because: 'a WeakRef deletes its entry when its page is collected',
        answer:
          'When its page is collected, a WeakRef only becomes empty. It does not know the Map, and its entry stays.',
      },
      'small-is-small': {
        because: 'a key and an empty WeakRef take next to no memory',
        answer:
          'One entry is small, but the Map gets another with each page and loses none. Their number has no limit.',
      },
      'weak-map-is-weak-cache': {
        because: 'a Map with weak values drops entries to save memory',
        answer:
          'Only the pages go. A Map keeps each entry until something deletes it, whatever its value is.',
      },
    },
    highlight: ['new Map<number, WeakRef<Page>>()', 'pages.set(id++, new WeakRef('],
  },
} satisfies Scenario
