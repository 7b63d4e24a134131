import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Scenario } from 'leaklab'

const require = createRequire(import.meta.url)
const file = require.resolve('leaklab/package.json')

export default {
  title: 'Require cache',
  ask: 'A file is deleted from require.cache and required again. Is the old module collected?',
  learn:
    'The cache is not the only reference to a module: the module that required it lists it in module.children. A reload by delete and require adds a child each time. Read what changes with readFileSync() and JSON.parse(), and use require only for code.',

  leaks: {
    'deleted from the cache': lab => () => {
      delete require.cache[file]
      lab.watch(require(file), 'settings')
    },
  },
  plateaus: {
    'deleted from the cache and from its parent': lab => () => {
      require.cache[file]?.parent?.children.pop()
      delete require.cache[file]
      lab.watch(require(file), 'settings')
    },
  },
  collects: {
    'read as data': lab => () => {
      lab.watch(JSON.parse(readFileSync(file, 'utf8')), 'settings')
    },
  },
} satisfies Scenario
