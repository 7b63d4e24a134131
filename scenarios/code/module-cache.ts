import type { Scenario } from 'leaklab'

// A module without a file. Each version has a URL of its own, and so is a module of its own.
const url = (version: number) => `data:text/javascript,export const settings = { port: 80 }; // ?v=${version}`

export default {
  title: 'Module cache',
  ask: 'A server imports settings.js?v=1, then settings.js?v=2, and so on. Are the old versions collected?',
  learn:
    'An imported module is cached under its URL for as long as the program runs, and nothing can unload it. A new query makes a new URL, and so another module beside all the old ones. Import code once, and read what changes as data, with JSON.parse().',

  leaks: {
    'imported under a new URL': lab => {
      let version = 0
      return async () => {
        const { settings } = await import(url(version++))
        lab.watch(settings, 'settings')
      }
    },
  },
  plateaus: {
    'imported under one URL': lab => {
      let loaded: unknown
      return async () => {
        const { settings } = await import(url(0))
        if (settings !== loaded) lab.watch(settings, 'settings')
        loaded = settings
      }
    },
  },
  collects: {
    'parsed as data': lab => {
      let version = 0
      return async () => {
        const { settings } = JSON.parse(`{ "settings": { "port": ${version++} } }`)
        lab.watch(settings, 'settings')
      }
    },
  },

  lesson: {
    variant: 'imported under a new URL',
    against: 'imported under one URL',
    because: 'a loaded module stays cached under its URL for good',
    beliefs: {
      'delete-unloads': {
        because: 'a newer version of a module replaces the older one',
        answer:
          'A new query makes a new URL, and so another module. The older one stays cached under its own URL.',
      },
      'null-frees': {
        because: '`settings` is local, so a version ends with its step',
        answer: 'The variable ends, but the cache keeps each module, and a module keeps what it exports.',
      },
      'weak-map-is-weak-cache': {
        because: 'the loader drops modules that nothing imports any more',
        answer:
          'The module cache has no such rule: neither disuse nor scarce memory removes a module from it.',
      },
    },
    highlight: ['await import(url(version++))'],
  },
} satisfies Scenario
