// What is left of a run that a signal ends at a random moment? No process, no heap snapshot, no file that is cut off; and the exit code is
// that of docs/ci.md. Linux only.
//   node bench/signals.mjs [--cases 500] [--jobs 2] [--seed N] [--case N]
// Prints the seed; `--seed` and `--case` repeat one case. Exit code 1 when anything is wrong.
import { readdirSync, utimesSync } from 'node:fs'
import { join } from 'node:path'
import {
  childrenOf,
  contentOf,
  filesIn,
  findLeft,
  findProblemOfBudget,
  findProblemOfRecording,
  makeFolder,
  readOptions,
  removeFolder,
  runCases,
  startRun,
  untilEmpty,
} from './runs.mjs'
import { printTable } from './support.mjs'

const options = readOptions(500)

const commands = {
  'a step that spins': ['check', 'spin.mjs', '--timeout', '5'],
  'a clean step': ['check', 'clean.mjs'],
  'heap inspection': ['run', 'leak.mjs'],
  compare: ['compare', 'clean.mjs', '--runtimes', 'node'],
  '--record': ['check', 'leak.mjs', 'clean.mjs', '--record', 'r.leaklab', '--reporter', 'junit=r.xml'],
  '--update-budget': ['check', 'leak.mjs', '--update-budget'],
}

const one = [['SIGINT'], ['SIGTERM'], ['SIGHUP'], ['SIGQUIT']]
const ways = [...one, ['SIGINT', 'SIGINT'], ['SIGKILL']]
const exitCodes = { SIGHUP: 129, SIGINT: 130, SIGQUIT: 131, SIGTERM: 143 }

/** Files of an earlier run; they stay, or others take their place. */
const before = {}
{
  const folder = makeFolder()
  await startRun(folder, ['check', 'clean.mjs', '--record', 'r.leaklab', '--reporter', 'junit=r.xml']).ended
  before['r.leaklab'] = contentOf(join(folder, 'r.leaklab'))
  before['r.xml'] = contentOf(join(folder, 'r.xml'))
  before['leaklab.budget.json'] =
    '{\n  "other.mjs": {\n    "a": { "bytesPerStep": 16, "because": "old" }\n  }\n}\n'
  removeFolder(folder)
}

/** How long each command takes, and how it ends, when nothing is sent to it. */
const usual = {}
for (const [name, args] of Object.entries(commands)) {
  const folder = makeFolder(before)
  const began = performance.now()
  const { code } = await startRun(folder, args).ended
  usual[name] = { code, ms: performance.now() - began }
  removeFolder(folder)
}

/** @returns what is wrong after one case, how it ended, and whether a later run had to remove its snapshots */
async function runCase(random, pick) {
  const name = pick(Object.keys(commands))
  const signals = pick(ways)
  const wait = random() * usual[name].ms * 1.1
  const between = random() * 30
  const folder = makeFolder(before)
  const { child, token, ended } = startRun(folder, commands[name])
  let isOver = false
  ended.then(() => {
    isOver = true
  })
  await new Promise(next => setTimeout(next, wait))
  const cameTooLate = isOver
  const children = isOver ? [] : childrenOf(child.pid)
  const sentAt = performance.now()
  for (const [index, signal] of signals.entries()) {
    if (index > 0) await new Promise(next => setTimeout(next, between))
    child.kill(signal)
  }
  const { code, signal, output, hung } = await ended
  const lateMs = performance.now() - sentAt
  const problems = []

  const [first] = signals
  const isHard = first === 'SIGKILL' || signals.length > 1
  const byCode = code === exitCodes[first]
  const byItself = code === usual[name].code && signal === null
  if (hung) problems.push('it did not end')
  else if (!byCode && !byItself && signal !== first)
    problems.push(`exit code ${code}, signal ${signal}: ${output.slice(-500)}`)
  if (byCode && !output.includes(`nterrupted by ${first}`))
    problems.push('it does not say that it was interrupted')
  if (byItself && !cameTooLate && /interrupted/i.test(output))
    problems.push('interrupted, with the exit code of no interruption')
  if (/^ {4}at /m.test(output)) problems.push(`a stack: ${output.slice(-1500)}`)

  for (const left of await untilEmpty(() => findLeft(token, children))) problems.push(`a process: ${left}`)

  const temporary = join(folder, 'tmp')
  const left = await untilEmpty(() => filesIn(temporary), isHard ? 5_000 : 0)
  let isSwept = false
  if (left.length > 0 && isHard) {
    // The guard may not know yet of a folder that was just made: the next run removes it, after an hour.
    const hoursAgo = Date.now() / 1000 - 7200
    for (const entry of readdirSync(temporary)) utimesSync(join(temporary, entry), hoursAgo, hoursAgo)
    await startRun(folder, ['run', 'leak.mjs', '--no-config']).ended
    isSwept = true
  }
  for (const file of isHard ? filesIn(temporary) : left) problems.push(`in the temporary folder: ${file}`)

  const recording = contentOf(join(folder, 'r.leaklab'))
  if (recording !== before['r.leaklab']) {
    // The second signal may come when the first one has ended the recording.
    const mayEndEarly = byCode || signals.length > 1
    const problem = await findProblemOfRecording(join(folder, 'r.leaklab'), mayEndEarly)
    if (problem !== undefined) problems.push(problem)
  }
  const xml = contentOf(join(folder, 'r.xml'))
  if (xml !== before['r.xml'] && !xml?.trimEnd().endsWith('</testsuites>'))
    problems.push(`r.xml is cut off: ${xml}`)
  const budget = contentOf(join(folder, 'leaklab.budget.json'))
  const problem = findProblemOfBudget(budget ?? '')
  if (problem !== undefined) problems.push(problem)

  const expected = new Set([...Object.keys(before), 'clean.mjs', 'leak.mjs', 'spin.mjs', 'tmp'])
  for (const file of readdirSync(folder)) {
    if (expected.has(file)) continue
    // What docs/ci.md says of a process that was killed; a second signal kills.
    if (isHard && /^(r\.leaklab|r\.xml|leaklab\.budget\.json)\.[0-9a-f]{8}\.part$/.test(file)) continue
    if (isHard && file === 'leaklab.budget.json.lock') continue
    problems.push(`beside it: ${file} (exit code ${code}, signal ${signal})`)
  }
  if (filesIn(folder).some(file => file.endsWith('.tmp'))) problems.push('a .tmp file')
  removeFolder(folder)
  const how = cameTooLate ? 'too late' : byCode ? 'by code' : byItself ? 'by itself' : 'by signal'
  return { name, way: signals.join(' '), wait, how, lateMs, isSwept, problems }
}

const results = await runCases(
  options,
  runCase,
  ({ name, way, wait, how }) => `${name}, ${way} after ${wait.toFixed(0)} ms, ended ${how}`,
)
printTable(
  ['command', 'cases', 'by exit code', 'by signal', 'by itself', 'too late', 'wrong', 'longest until ended'],
  Object.keys(commands).map(name => {
    const of = results.filter(result => result.name === name)
    const by = how => of.filter(result => result.how === how).length
    return [
      name,
      of.length,
      by('by code'),
      by('by signal'),
      by('by itself'),
      by('too late'),
      of.filter(({ problems }) => problems.length > 0).length,
      `${Math.max(0, ...of.map(({ lateMs }) => lateMs)).toFixed(0)} ms`,
    ]
  }),
)
console.log(`snapshots that a later run removed: ${results.filter(({ isSwept }) => isSwept).length}`)
