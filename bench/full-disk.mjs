// What is left of the outputs when the disk is full at a random place? The old file whole, or the new one whole; and exit code 2 where one
// is missing. Files have a maximum size (`ulimit -f`), or, where this user may mount one, the folder is a small file system. Linux only.
//   node bench/full-disk.mjs [--cases 200] [--jobs 2] [--seed N] [--case N]
// Prints the seed; `--seed` and `--case` repeat one case. Exit code 1 when anything is wrong.
import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, statfsSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  contentOf,
  filesIn,
  findLeft,
  findProblemOfBudget,
  findProblemOfRecording,
  makeFolder,
  readOptions,
  removeFolder,
  runCases,
  scenarios,
  startRun,
  untilEmpty,
} from './runs.mjs'
import { printTable } from './support.mjs'

const options = readOptions(200)
const short = ['--rounds', '9', '--steps', '1000']
const reporters = ['junit=r.xml', 'json=r.json', 'ndjson=r.ndjson'].flatMap(spec => ['--reporter', spec])

/** The command line, and the files that it writes. */
const commands = {
  check: {
    args: ['check', 'leak.mjs', 'clean.mjs', ...short, '--record', 'r.leaklab', ...reporters],
    outputs: ['r.leaklab', 'r.xml', 'r.json', 'r.ndjson'],
  },
  merge: {
    args: ['merge', 'given.leaklab', '--record', 'r.leaklab', ...reporters],
    outputs: ['r.leaklab', 'r.xml', 'r.json', 'r.ndjson'],
  },
  '--update-budget': {
    args: ['check', 'leak.mjs', ...short, '--update-budget'],
    outputs: ['leaklab.budget.json'],
  },
  '--snapshot': {
    args: ['run', 'leak.mjs', ...short, '--snapshot', 's.heapsnapshot'],
    outputs: ['s.heapsnapshot'],
  },
  new: { args: ['new', 'cart', '--js'], outputs: ['cart.leak.mjs'] },
}

const isJson = text => {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}

/** @returns what is wrong with a new file; undefined if it is whole */
async function findProblem(folder, file) {
  const text = contentOf(join(folder, file))
  if (file.endsWith('.leaklab')) return findProblemOfRecording(join(folder, file), false)
  if (file === 'leaklab.budget.json') return findProblemOfBudget(text)
  if (file === 'cart.leak.mjs') return text === usual.new.files[file] ? undefined : `${file} is cut off`
  const isWhole =
    file === 'r.xml'
      ? text.trimEnd().endsWith('</testsuites>')
      : file === 'r.ndjson'
        ? text.endsWith('\n') && text.trimEnd().split('\n').every(isJson)
        : isJson(text)
  return isWhole ? undefined : `${file} is cut off: ${text.slice(-80)}`
}

/** What each command writes, and how it ends, where there is room. */
const usual = {}
{
  const folder = makeFolder()
  await startRun(folder, commands.check.args).ended
  const given = contentOf(join(folder, 'r.leaklab'))
  removeFolder(folder)
  scenarios['given.leaklab'] = given
}
for (const [name, { args, outputs }] of Object.entries(commands)) {
  const folder = makeFolder()
  const { code } = await startRun(folder, args).ended
  const files = Object.fromEntries(outputs.map(file => [file, contentOf(join(folder, file))]))
  const sizes = Object.fromEntries(outputs.map(file => [file, statSync(join(folder, file)).size]))
  usual[name] = { code, files, sizes }
  removeFolder(folder)
}

/** Old files, each of which is whole, and none is what the command writes. */
const old = {
  'r.leaklab': scenarios['given.leaklab'],
  'r.xml': '<?xml version="1.0" encoding="UTF-8"?>\n<testsuites/>\n',
  'r.json': usual.check.files['r.json'],
  'r.ndjson': usual.check.files['r.ndjson'],
  'leaklab.budget.json': '{ "other.mjs": { "a": { "bytesPerStep": 16, "because": "old" } } }\n',
  's.heapsnapshot': usual['--snapshot'].files['s.heapsnapshot'],
}

const mount = (size, folder) =>
  spawnSync('/bin/mount', ['-t', 'tmpfs', '-o', `size=${size}`, 'tmpfs', folder]).status === 0
const unmount = folder => spawnSync('/bin/umount', ['-l', folder])

/** Takes what is more than the room. */
const filler = 'filler'

/** A folder on a file system of its own; undefined where none can be mounted, or where not even the given files have room. */
function makeSmallFolder(files, room) {
  const folder = mkdtempSync(join(tmpdir(), 'leaklab-bench-'))
  const given = Object.entries({ ...scenarios, ...files })
  const pages = given.map(([, text]) => Math.ceil(Buffer.byteLength(text) / 4096))
  const size = (pages.reduce((a, b) => a + b, 0) + 2) * 4096 + room
  if (!mount(Math.ceil(size / 4096) * 4096, folder)) {
    removeFolder(folder)
    return undefined
  }
  mkdirSync(join(folder, 'tmp'))
  for (const [name, text] of given) writeFileSync(join(folder, name), text)
  const { bavail, bsize } = statfsSync(folder)
  const filled = bavail - Math.floor(room / bsize)
  if (filled > 0) writeFileSync(join(folder, filler), Buffer.alloc(filled * bsize))
  return folder
}

async function runCase(random, pick) {
  const name = pick(Object.keys(commands))
  const { args, outputs } = commands[name]
  const hasOld = name !== 'new' && random() < 0.5
  const files = hasOld ? Object.fromEntries(outputs.map(file => [file, old[file]])) : {}
  const { sizes, code: usualCode } = usual[name]
  const room = Math.floor(sizes[pick(outputs)] * random() * 1.4)
  const wantsMount = random() < 0.5
  const small = wantsMount ? makeSmallFolder(files, room) : undefined
  const folder = small ?? makeFolder(files)
  const blocks = Math.floor(room / 512)
  const limited = ['sh', '-c', `ulimit -f ${blocks}; exec "$@"`, 'sh']
  const how = small === undefined ? `at most ${blocks * 512} B a file` : `${room} B of room`
  // Heap snapshots need room too, either there or elsewhere.
  const elsewhere = random() < 0.5 ? makeFolder() : undefined
  const env = elsewhere === undefined ? {} : { TMPDIR: join(elsewhere, 'tmp') }
  const { token, ended } = startRun(folder, args, { env, through: small === undefined ? limited : [] })
  const { code, signal, output, hung } = await ended
  const problems = []
  let missing = 0
  for (const file of outputs) {
    const now = contentOf(join(folder, file))
    if (now === files[file]) missing++
    else {
      const problem = now === undefined ? `${file} is gone` : await findProblem(folder, file)
      if (problem !== undefined) problems.push(problem)
    }
  }
  if (hung || signal !== null) problems.push(`it ended by ${signal}`)
  // Where a snapshot cannot be taken, the message says so, and the verdict decides the exit code.
  else if (missing > 0 && code !== 2 && !output.includes('No snapshot was kept'))
    problems.push(`exit code ${code}, and ${missing} of its files were not written`)
  else if (![0, 1, 2, 3, 4].includes(code)) problems.push(`exit code ${code}; usually ${usualCode}`)
  if (/^ {4}at |mistake in leaklab/m.test(output)) problems.push(`a stack: ${output.slice(-1500)}`)
  for (const file of readdirSync(folder)) {
    if (file in scenarios || outputs.includes(file) || file === 'tmp' || file === filler) continue
    // The message names what could be written.
    if (!(file.endsWith('.part') && output.includes(file))) problems.push(`beside it: ${file}`)
  }
  for (const temporary of [folder, elsewhere].filter(Boolean))
    for (const file of filesIn(join(temporary, 'tmp'))) problems.push(`in the temporary folder: ${file}`)
  for (const left of await untilEmpty(() => findLeft(token))) problems.push(`a process: ${left}`)
  if (small !== undefined) unmount(small)
  for (const used of [folder, elsewhere].filter(Boolean)) removeFolder(used)
  if (problems.length > 0) problems.push(`printed: ${output.slice(-600)}`)
  return { name, how, isMounted: small !== undefined, missing: missing > 0, code, problems }
}

const results = await runCases(
  options,
  runCase,
  ({ name, how, code }) => `${name}, ${how}, exit code ${code}`,
)
printTable(
  ['command', 'cases', 'of them on a small file system', 'had no room', 'wrong'],
  Object.keys(commands).map(name => {
    const of = results.filter(result => result.name === name)
    const count = predicate => of.filter(predicate).length
    return [
      name,
      of.length,
      count(({ isMounted }) => isMounted),
      count(({ missing }) => missing),
      count(({ problems }) => problems.length > 0),
    ]
  }),
)
