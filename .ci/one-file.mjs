// The heap engine in one file, and its second thread in another: Node 20 takes a millisecond for each module that it
// loads, which is half of what a small snapshot takes. The modules stay beside them. Part of the build.
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
