import type { Scenario } from 'leaklab'

// A module without a file. What stands after v= makes another address of it, and so another module.
const address = (version: number) =>
  `data:text/javascript,export const settings = { port: 80 }; // ?v=${version}`

export default {
  title: 'Module cache',
  ask: 'To see fresh settings, a server imports them as `settings.js?v=1`, then `?v=2`. Who unloads version 1?',
  learn:
    'Nobody: an imported module is remembered under its address for as long as the program runs, and nothing can unload it. A new query is a new module beside all the old ones. Import code once; what changes is data, to be read and parsed.',

  leaks: {
    'imported anew at every change': lab => {
      let version = 0
      return async () => {
        const { settings } = await import(address(version++))
        lab.watch(settings, 'settings')
      }
    },
  },
  plateaus: {
    'imported under one address': lab => {
      let loaded: unknown
      return async () => {
        const { settings } = await import(address(0))
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
} satisfies Scenario
