// Bundles the heap engine into one file, and the program of its second thread into another: Node 20 takes a millisecond to
// load a module, and loading all of them takes half as long as a small snapshot. The single modules stay in dist/ too. Part of
// the build.
import { join, resolve } from 'node:path'
import { build } from 'esbuild-wasm'

const folder = join(resolve(import.meta.dirname, '..'), 'dist/src/heap')

await build({
  entryPoints: ['index', 'open/second-thread-main'].map(name => join(folder, `${name}.js`)),
  outdir: folder,
  allowOverwrite: true,
  bundle: true,
  format: 'esm',
  platform: 'node',
  target: 'node20',
})
