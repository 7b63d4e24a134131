// The table of bench/field.mjs. A leak has two versions and a holder: words that must be in what is named as holding.
// Its check file is leaks/<package>.mjs, a trap's is clean/<package>.mjs, unless `check` says otherwise.

export const leaks = [
  {
    package: 'debug',
    leaking: '4.1.1',
    fixed: '4.3.4',
    cause: 'a global registry',
    reported: 'debug-js/debug#678',
    holder: 'instances',
  },
  {
    package: 'p-map',
    leaking: '7.0.2',
    fixed: '7.0.3',
    cause: 'listeners of an abort signal',
    reported: 'sindresorhus/p-map#75',
    holder: 'abort',
  },
  {
    package: 'axios',
    leaking: '0.21.4',
    fixed: '0.22.0',
    cause: 'reactions of a promise that stays pending',
    reported: 'axios/axios#3001',
    holder: 'promise',
  },
  {
    package: 'timed-out',
    leaking: '3.1.0',
    fixed: '3.1.1',
    cause: 'listeners of a kept-alive socket',
    reported: 'sindresorhus/timed-out#9',
    holder: 'connect',
  },
  {
    package: 'mem',
    leaking: '3.0.1',
    fixed: '4.0.0',
    cause: 'a cache without bound',
    reported: 'mem 4.0.0',
    holder: 'cache',
  },
  {
    package: 'lru-cache',
    leaking: '7.8.0',
    fixed: '7.8.1',
    cause: 'a cache whose evictions leave their slots behind',
    reported: 'isaacs/node-lru-cache#227',
    holder: 'LRUCache',
  },
  {
    package: '@repeaterjs/repeater',
    leaking: '3.0.1',
    fixed: '3.0.2',
    cause: 'promises raced against one that stays pending',
    reported: 'repeaterjs/repeater#65',
    holder: 'promise',
  },
  {
    package: 'cls-hooked',
    leaking: '4.2.0',
    fixed: '4.2.1',
    cause: 'async context kept by the id of its resource',
    reported: 'Jeff-Lewis/cls-hooked#9',
    holder: '_contexts',
  },
]

export const traps = []
