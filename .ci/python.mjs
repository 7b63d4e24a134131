// Copies the harness in Python into dist/, without bytecode that a test may have left beside it. Part of the build.
import { cpSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const from = fileURLToPath(new URL('../src/harness/python', import.meta.url))
const to = fileURLToPath(new URL('../dist/src/harness/python', import.meta.url))

cpSync(from, to, { recursive: true, filter: source => !source.endsWith('__pycache__') })
