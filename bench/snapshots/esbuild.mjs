// A bundler in WebAssembly: this project's source, with its service running.
import { initialize, transform } from 'esbuild-wasm'
import { listSources } from './sources.mjs'
import { writeSnapshot } from './write.mjs'

await initialize({})
const outputs = new Map()
for (const { file, text } of listSources())
  outputs.set(file, await transform(text, { loader: 'ts', sourcemap: true }))
writeSnapshot()
process.exit()
