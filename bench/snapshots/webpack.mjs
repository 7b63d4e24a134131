// A bundler after a build of a package with many modules, before it is closed.
import { createRequire } from 'node:module'
import { dirname } from 'node:path'
import webpack from 'webpack'
import { writeSnapshot } from './write.mjs'

const entry = dirname(createRequire(import.meta.url).resolve('lodash-es/package.json'))
const compiler = webpack({
  entry,
  mode: 'development',
  devtool: 'source-map',
  output: { path: `${process.cwd()}/out` },
})
compiler.run((error, stats) => {
  if (error) throw error
  writeSnapshot()
  console.log(stats.toString('summary'))
  process.exit()
})
