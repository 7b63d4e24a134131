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

  lesson: {
    variant: 'deleted from the cache',
    against: 'read as data',
    because: 'the parent module lists each copy among its children',
    beliefs: {
      'delete-unloads': {
        because: 'nothing holds a module once it is out of require.cache',
        answer:
          'The cache is one reference of several: the module that called require() has it in module.children.',
      },
      'growth-is-leak': {
        because: 'reading the file makes a new object each time',
        answer:
          'New objects alone are no leak: the variant that only parses the file makes as many and keeps none.',
      },
      'unmentioned-is-unreachable': {
        because: 'no variable is left that has the old settings',
        answer: 'No variable has them, but the list of children of the parent module does.',
      },
    },
    highlight: ['delete require.cache[file]', 'require(file)'],
  },
} satisfies Scenario
