import type { Lab, Scenario } from 'leaklab'

class Page {
  words = new Array(50).fill(0)
}

type Cache = Map<string, Page>
const oldest = (cache: Cache) => [...cache.keys()][0]!
const newest = (cache: Cache) => [...cache.keys()].at(-1)!

const isFull = (cache: Cache, name: string) => cache.size >= 3 && !cache.has(name)
const isFullAnyway = (cache: Cache) => cache.size >= 3

/** Three pages at most: a victim goes before one more is put in. */
const putter = (lab: Lab, victimOf: (cache: Cache) => string, isRecent = false, mustEvict = isFull) => {
  const cache: Cache = new Map()
  const put = (name: string) => {
    const victim = mustEvict(cache, name) ? victimOf(cache) : ''
    cache.delete(victim)
    if (isRecent) cache.delete(name)
    cache.set(name, lab.watch(new Page()))
    return victim
  }
  const trace = [...'ABCADEA'].map(name => `${name}${put(name).replace(/./, ' evicts $&')}`)
  lab.note(trace.join(', '))
  lab.note(`left: ${[...cache.keys()].join(' ')}`)
  let id = 0
  return () => put(`page ${id++}`)
}

export default {
  title: 'Bounded cache',
  ask: 'A cache has room for three pages, and a fourth comes. Which one has to go?',
  learn:
    'Evicting the newest, as popitem() of a Python dict does, keeps the oldest for ever; first in, first out does not look at what is used; least recently used does. Overwriting needs no room and should evict nobody. And a cache of size 0 is never exactly full after adding: ask whether it is more than full.',

  leaks: {
    'size 0, exactly full?': lab => {
      const cache = new Map<number, Page>()
      const maxSize = 0
      let id = 0
      return () => {
        cache.set(id++, lab.watch(new Page()))
        if (cache.size === maxSize) cache.delete(id - 1)
      }
    },
  },
  plateaus: {
    'newest goes first': lab => putter(lab, newest),
    'newest goes first, even to overwrite': lab => putter(lab, newest, false, isFullAnyway),
    'first in, first out': lab => putter(lab, oldest),
    'least recently used': lab => putter(lab, oldest, true),
  },
  collects: {
    'size 0, more than full?': lab => {
      const cache = new Map<number, Page>()
      const maxSize = 0
      let id = 0
      return () => {
        cache.set(id++, lab.watch(new Page()))
        if (cache.size > maxSize) cache.delete(id - 1)
      }
    },
  },
} satisfies Scenario
