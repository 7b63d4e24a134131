// Do the command, the library and the assertions find the same? Asks each of them about every fixture: the command `check`, the assertions
// about the file, which measure it in a child process, and those about its step, which measure it in their own.
//   node bench/agree.mjs [--only word] [--jobs N]
// Exit code 1 when one of them is wrong.
import { execFile } from 'node:child_process'
import { readdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { parseArgs, promisify } from 'node:util'
import { assertNoLeak, assertRetainsAtMost } from '../dist/src/assert/index.js'
import { mapConcurrently } from '../dist/src/run/map-concurrently.js'
import { answerOf } from './agree/answer-of.mjs'
import { fixtures, printTable } from './support.mjs'

/** Every leak among the fixtures is larger, but for the rare ones, whose average is as small. In bytes per step. */
const most = 1

const { values } = parseArgs({
  options: { only: { type: 'string', default: '' }, jobs: { type: 'string', default: '1' } },
})
const run = promisify(execFile)
const cli = fileURLToPath(new URL('../bin/leaklab.js', import.meta.url))
const inProcess = fileURLToPath(new URL('agree/in-process.mjs', import.meta.url))
const files = ['leaky', 'clean'].flatMap(kind =>
  readdirSync(`${fixtures}${kind}`).map(name => ({ kind, name, file: `${fixtures}${kind}/${name}` })),
)
const chosen = files.filter(({ file }) => file.includes(values.only))

/** What the command says: its exit code is 1 for a leak, as no fixture states that it leaks. */
async function askCommand(file) {
  const { code = 0 } = await run(process.execPath, [cli, 'check', '--no-paths', file]).catch(error => error)
  return { check: code === 0 ? 'passed' : code === 1 ? 'failed' : `exit code ${code}` }
}

async function askAboutFile(file) {
  return {
    'no leak, file': await answerOf(assertNoLeak(file, { paths: false })),
    'at most, file': await answerOf(assertRetainsAtMost(file, most, { paths: false })),
  }
}

async function askAboutStep(file) {
  const { stdout } = await run(process.execPath, [inProcess, file, String(most)], {
    maxBuffer: Number.POSITIVE_INFINITY,
  }).catch(error => error)
  const { noLeak, atMost } =
    stdout === '' ? { noLeak: 'ended', atMost: 'ended' } : JSON.parse(stdout.split('\n').at(-2))
  return { 'no leak, step': noLeak, 'at most, step': atMost }
}

const wrong = []
let answers = 0
await mapConcurrently(chosen, Number(values.jobs), async ({ kind, name, file }) => {
  const expected = kind === 'leaky' ? 'failed' : 'passed'
  const found = { ...(await askCommand(file)), ...(await askAboutFile(file)), ...(await askAboutStep(file)) }
  for (const [asked, answer] of Object.entries(found)) {
    answers++
    if (answer !== expected) wrong.push([`${kind}/${name}`, asked, answer])
  }
})
printTable(['fixture', 'asked', 'answer'], wrong)
console.log(`${answers - wrong.length} of ${answers} answers about ${chosen.length} fixtures are right`)
process.exitCode = wrong.length > 0 ? 1 : 0
