// A bundler with its graph of modules and their syntax trees, before the bundle is closed.
import { createRequire } from 'node:module'
import { rollup } from 'rollup'
import { writeSnapshot } from './write.mjs'

const input = createRequire(import.meta.url).resolve('lodash-es')
const bundle = await rollup({ input })
const { output } = await bundle.generate({ format: 'es', sourcemap: true })
writeSnapshot()
console.log(output[0].code.length)
process.exit()
