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
    against: 'parsed as data',
    because: 'each URL is a module that stays in the cache',
    beliefs: {
      'unmentioned-is-unreachable': {
        because: 'no variable has the old settings after the step',
        answer: 'No variable has them, but the cache of modules has each version under its URL.',
      },
      'delete-unloads': {
        because: 'importing a new version unloads the old one',
        answer: 'Nothing unloads an imported module. Another URL is another module beside it.',
      },
      'small-is-small': {
        because: 'settings with one number take no memory to speak of',
        answer: 'A module is more than its exports: code, scope and records. One for each version adds up.',
      },
    },
    highlight: ['import(url(version++))'],
  },
} satisfies Scenario
