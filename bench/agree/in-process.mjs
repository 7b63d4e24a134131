// Asserts in this process that the step of a fixture does not leak. Prints `passed`, `failed`, or why there is no answer.
//   node in-process.mjs <file> <most bytes per step>
import { pathToFileURL } from 'node:url'
import { assertNoLeak, assertRetainsAtMost } from '../../dist/src/assert/index.js'
import { answerOf } from './answer-of.mjs'

const [file, most] = process.argv.slice(2)
const { default: setUp } = await import(pathToFileURL(file).href)
const deferred = []
const lab = { watch: object => object, note: () => {}, defer: callback => deferred.push(callback) }
const step = await setUp(lab)
const noLeak = await answerOf(assertNoLeak(step, { paths: false }))
const atMost = await answerOf(assertRetainsAtMost(step, Number(most), { paths: false }))
// On a line of its own, below what the fixture may have printed.
console.log(`\n${JSON.stringify({ noLeak, atMost })}`)
process.exit()
