// Bundles what is loaded as a whole into one file each: the heap engine, the program of its second thread, and the program of the
// measuring child. Node 20 takes a millisecond or more to load a module, and each trial starts a child. The single modules stay in
// dist/ too. Part of the build.
import { join, resolve } from 'node:path'
import { build } from 'esbuild-wasm'

const source = join(resolve(import.meta.dirname, '..'), 'dist/src')

for (const [folder, names] of [
  ['heap', ['index', 'open/second-thread-main']],
  ['harness', ['main']],
]) {
  await build({
    entryPoints: names.map(name => join(source, folder, `${name}.js`)),
    outdir: join(source, folder),
    allowOverwrite: true,
    bundle: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
  })
}
