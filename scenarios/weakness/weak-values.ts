import type { Scenario } from 'leaklab'
import { WeakValueMap } from 'leaklab/collections'

class Page {
  text = new Array(50).fill(0)
}

export default {
  title: 'Weak values',
  ask: 'A Map finds open pages by number through WeakRefs. What is left of a page that was closed?',
  learn:
    'A WeakRef lets the page go, but key and WeakRef stay in the Map until a finalizer deletes them. That comes late: the key may have been set again, so it must look whose entry it deletes. A value-weak map does both, and knows two sizes: what is alive, and what is still there.',

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
        if (home) lab.note(`home is open; the map finds ${pages.get('home')?.deref() ? 'it' : 'nothing'}`)
        home = lab.watch(new Page())
        pages.set('home', new WeakRef(home))
        registry.register(home, 'home')
      }
    },
    'WeakValueMap, a key set again': lab => {
      const pages = new WeakValueMap<string, Page>()
      let home: Page | undefined
      return () => {
        if (home) lab.note(`home is open; the map finds ${pages.get('home') ? 'it' : 'nothing'}`)
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
    'WeakValueMap, asked in callbacks': lab => {
      const pages = new WeakValueMap<number, Page>()
      let asked = 0
      const registry = new FinalizationRegistry<string>(when => {
        if (asked++ < 6) lab.note(`${when}: ${pages.size} alive, ${pages.rawSize} still there`)
      })
      let id = 0
      return () => {
        const page = lab.watch(new Page())
        registry.register(page, `page ${id} is collected`)
        pages.set(id++, page)
      }
    },
  },
} satisfies Scenario
