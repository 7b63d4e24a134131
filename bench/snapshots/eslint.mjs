// A linter after this project's built files.

import js from '@eslint/js'
import { ESLint } from 'eslint'
import { globSync } from 'tinyglobby'
import { root } from './sources.mjs'
import { writeSnapshot } from './write.mjs'

const eslint = new ESLint({
  cwd: root,
  overrideConfigFile: true,
  baseConfig: [js.configs.recommended],
  ignore: false,
})
const results = await eslint.lintFiles(globSync('dist/src/heap/**/*.js', { cwd: root }))
writeSnapshot()
console.log(`${results.length} files`)
process.exit()
