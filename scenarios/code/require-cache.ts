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
    against: 'deleted from the cache and from its parent',
    because: 'the parent module still lists it',
    beliefs: {
      'delete-unloads': {
        because: 'deleting the cache entry unloads the module',
        answer:
          'It only makes the next require() load the file again. The old module stays in `children` of the module that required it.',
      },
      'growth-is-leak': {
        because: 'each require() reads and parses the file once more',
        answer:
          'The fixed variant does that too, and it levels off. The leak is the list of children, which gets one more module each time.',
      },
      'unmentioned-is-unreachable': {
        because: 'nothing uses the old settings after the reload',
        answer:
          'The collector asks what can be reached, not what is used. The list of children reaches every old module.',
      },
    },
    highlight: ['delete require.cache[file]', 'require(file)'],
  },
} satisfies Scenario
