#!/usr/bin/env node
// Says what is missing before anything is loaded that an old Node could not even parse.
var version = process.versions.node.split('.').map(Number)

if (version[0] < 20 || (version[0] === 20 && version[1] < 12)) {
  console.error('leaklab needs Node.js 20.12 or later; this is ' + process.version + '.')
  process.exitCode = 2
} else if (process.argv.length === 3 && /^(-v|--version)$/.test(process.argv[2])) {
  // Asked by scripts more than by people: answered before anything is loaded.
  import('node:module').then(module => {
    console.log(module.createRequire(import.meta.url)('../package.json').version)
  })
} else {
  import('../dist/src/cli/main.js').then(
    cli => cli.main(process.argv),
    error => {
      process.exitCode = 2
      if (error.code === 'EMFILE') {
        console.error(
          'leaklab cannot open its own files: too many are open. `ulimit -n 1024` lets a process open more.',
        )
      } else if (error.code === 'ERR_MODULE_NOT_FOUND' && String(error.message).includes('dist')) {
        console.error('leaklab is not built yet: run `npm run build` in its folder.')
      } else throw error
    },
  )
}
