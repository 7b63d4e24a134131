// What the benches of signals and of full disks share: a folder with scenarios and old outputs, runs of the built command whose processes
// can be found again, and what a run left in its folder.
import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { readRecordingFile } from '../dist/src/files/recording-file.js'
import { parseBudgetFile } from '../dist/src/model/budget-file.js'
import { mapConcurrently } from '../dist/src/run/map-concurrently.js'

const leaklabPath = fileURLToPath(new URL('../bin/leaklab.js', import.meta.url))

/** The scenarios that the commands of both benches name. */
export const scenarios = {
  'clean.mjs': 'export default () => () => { ({ a: 1 }) }\n',
  'leak.mjs': 'const all = []\nexport default lab => () => { all.push(lab.watch({})) }\n',
  'spin.mjs': 'export default () => () => { for (;;) {} }\n',
}

/** The variable that marks the processes of one run; its children inherit it. */
const mark = 'LEAKLAB_BENCH'

/**
 * The options of both benches: `--cases`, `--jobs`, `--seed`, and `--case` for one case alone.
 * @param usualCases how many there are if nobody says
 */
export function readOptions(usualCases) {
  const { values } = parseArgs({
    options: {
      cases: { type: 'string', default: String(usualCases) },
      jobs: { type: 'string', default: '2' },
      seed: { type: 'string' },
      case: { type: 'string' },
    },
  })
  const seed = values.seed === undefined ? randomBytes(4).readUInt32LE() : Number(values.seed) >>> 0
  const only = values.case === undefined ? undefined : Number(values.case)
  return { cases: Number(values.cases), jobs: Number(values.jobs), seed, only }
}

/**
 * Runs all cases, prints each that is wrong with what repeats it, and sets the exit code.
 * @param runCase gets random numbers from 0 to 1 and a choice by them; its result has `problems`, the sentences of what is wrong
 * @param describe a result as the first line of what is printed
 */
export async function runCases({ cases, jobs, seed, only }, runCase, describe) {
  console.log(`seed ${seed}`)
  const numbers = only === undefined ? [...Array(cases).keys()] : [only]
  let ended = 0
  const results = await mapConcurrently(numbers, jobs, async number => {
    const random = createRandom(seed, number)
    const result = await runCase(random, items => items[Math.floor(random() * items.length)])
    const { problems } = result
    if (problems.length > 0 || only !== undefined)
      console.log(
        `seed ${seed}, case ${number}: ${describe(result)}\n` +
          problems.map(problem => `  ${problem}\n`).join('') +
          `  node ${relative('.', process.argv[1])} --seed ${seed} --case ${number}`,
      )
    if (++ended % 50 === 0) console.log(`${ended} cases`)
    return result
  })
  const wrong = results.filter(({ problems }) => problems.length > 0).length
  console.log(`wrong: ${wrong} of ${results.length} cases, seed ${seed}`)
  process.exitCode = wrong > 0 ? 1 : 0
  return results
}

/** @returns a random number from 0 to 1 for each call, the same for the same seed and case */
function createRandom(seed, number) {
  let state = Math.imul(seed ^ Math.imul(number + 1, 0x9e3779b1), 0x85ebca6b)
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
}

/** A new folder with the scenarios, these files, and a temporary folder of its own. */
export function makeFolder(files = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'leaklab-bench-'))
  mkdirSync(join(folder, 'tmp'))
  for (const [name, content] of Object.entries({ ...scenarios, ...files }))
    writeFileSync(join(folder, name), content)
  return folder
}

export const removeFolder = folder => rmSync(folder, { recursive: true, force: true })

/**
 * Starts leaklab in a folder.
 * @param through a program and its arguments that start leaklab, such as a shell that sets a limit
 * @param limitMs a run that takes longer is killed, and `hung` is true
 */
export function startRun(folder, args, { through = [], env = {}, limitMs = 120_000 } = {}) {
  const token = randomBytes(8).toString('hex')
  const [program, ...rest] = [...through, process.execPath, leaklabPath, ...args]
  const child = spawn(program, rest, {
    cwd: folder,
    env: {
      ...process.env,
      GITHUB_ACTIONS: '',
      TMPDIR: join(folder, 'tmp'),
      COLUMNS: '1000',
      [mark]: token,
      ...env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let output = ''
  let hung = false
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', text => {
      output += text
    })
  const timer = setTimeout(() => {
    hung = true
    child.kill('SIGKILL')
  }, limitMs)
  const ended = new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('close', (code, signal) => {
      clearTimeout(timer)
      resolve({ code, signal, output, hung })
    })
  })
  return { child, token, ended }
}

/** The direct children of a process, with the times they were started at: a process id may be given again. */
export function childrenOf(pid) {
  const pids = readProc(`${pid}/task/${pid}/children`).split(' ').filter(Boolean)
  return pids.map(child => ({ pid: child, startedAt: startOf(child) }))
}

/** Which of these processes are alive, and which have the token in their environment. Command lines. */
export function findLeft(token, children = []) {
  const marked = readdirSync('/proc').filter(
    name => /^\d+$/.test(name) && readProc(`${name}/environ`).split('\0').includes(`${mark}=${token}`),
  )
  const known = children.filter(({ pid, startedAt }) => startOf(pid) === startedAt).map(({ pid }) => pid)
  return [...new Set([...marked, ...known])]
    .filter(pid => !/^[ZX]$/.test(statOf(pid)[0] ?? 'Z'))
    .map(pid => `${pid} ${readProc(`${pid}/cmdline`).replaceAll('\0', ' ').slice(0, 200)}`)
}

/** Fields of a process from its state on. */
const statOf = pid => {
  const text = readProc(`${pid}/stat`)
  return text === '' ? [] : text.slice(text.lastIndexOf(')') + 2).split(' ')
}
const startOf = pid => statOf(pid)[19]

function readProc(path) {
  try {
    return readFileSync(`/proc/${path}`, 'latin1')
  } catch {
    return ''
  }
}

/** Waits until a list is empty. @returns what is in it at the end of the time */
export async function untilEmpty(list, limitMs = 20_000) {
  const end = performance.now() + limitMs
  for (;;) {
    const left = list()
    if (left.length === 0 || performance.now() > end) return left
    await new Promise(next => setTimeout(next, 25))
  }
}

export const filesIn = folder => {
  try {
    return readdirSync(folder, { recursive: true }).map(String).sort()
  } catch {
    return []
  }
}

export function contentOf(path) {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return undefined
  }
}

/** @returns what is wrong with a recording; undefined if `replay` shows it. That its run ended early may be so. */
export async function findProblemOfRecording(path, mayEndEarly) {
  try {
    const { problem } = await readRecordingFile(path)
    if (problem === undefined || (mayEndEarly && problem.code === 'run-ended-early')) return undefined
    return `the recording is ${problem.code}`
  } catch (error) {
    return `the recording: ${error.message}`
  }
}

/** @returns what is wrong with a file of budgets; undefined if it is whole */
export function findProblemOfBudget(text) {
  try {
    parseBudgetFile(text)
    return undefined
  } catch (error) {
    return `the budget: ${error.message}`
  }
}
