// Clean steps of node:module and import(): each module is loaded already.
import { builtinModules, createRequire, isBuiltin } from 'node:module'

export default {
  title: 'Modules that are loaded already',
  ask: 'Does asking again for a module keep anything?',
  learn: 'It does not. A module is loaded once and kept; asking again gives the same module.',
  collects: {
    'a require function in each step': () => () => createRequire(import.meta.url)('node:path'),
    'the path of a module': () => {
      const require = createRequire(import.meta.url)
      return () => require.resolve('node:path')
    },
    'import() of a module that is loaded': () => async () => {
      await import('node:path')
    },
    'import.meta.resolve': () => () => import.meta.resolve('./module.leak.mjs'),
    'the names of the modules': () => () => builtinModules.filter(name => isBuiltin(name)).length,
  },
}
