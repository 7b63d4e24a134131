// Runs the built leaklab as a user does. After every run it checks that no process of leaklab is left, and no file in its
// temporary folder.
import { type ChildProcess, spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll } from 'vitest'
import { readRecordingFile } from '../../src/files/recording-file.ts'
import { decide } from '../../src/judgement/decide.ts'
import type { Ending, Recording } from '../../src/model/recording.ts'
import type { Verdict } from '../../src/model/verdict.ts'

export const root = resolve(import.meta.dirname, '../..')
export const leaklabPath = join(root, 'bin/leaklab.js')
export const hostile = join(root, 'test/fixtures/hostile')
export const fixtures = join(root, 'test/fixtures')

/** Options for tests of how a trial ends: too few steps for a certain verdict. */
export const brief = ['--rounds', '9', '--steps', '50']

/** Options with enough steps for the verdict on plain objects that are kept or dropped. */
export const plain = ['--rounds', '9', '--steps', '1000']

/** Environment variable that marks the processes of one run. */
const ownMark = 'LEAKLAB_TEST'
/** Only a run that hangs takes this long. */
const usualLimitMs = 150_000

export interface Ended {
  code: number | null
  signal: NodeJS.Signals | null
  stdout: string
  stderr: string
  /** Both streams with all white space collapsed, so that sentences are found although lines are wrapped. */
  words: string
}

export interface Started {
  process: ChildProcess
  ended: Promise<Ended>
}

export interface Options {
  /** Time after which the run is killed. */
  limitMs?: number
  env?: NodeJS.ProcessEnv
  cwd?: string
  /** A bash script instead of leaklab itself; `$leaklab` starts it. */
  script?: string
}

const baseFolder = mkdtempSync(join(tmpdir(), 'leaklab-test-'))
afterAll(() => rmSync(baseFolder, { recursive: true }))

/** A new folder with these files, name and text. It is removed after the tests of the file. */
export function newFolder(files: Record<string, string> = {}): string {
  const folder = mkdtempSync(join(baseFolder, 'folder-'))
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text)
  return folder
}

/** Starts leaklab. `ended` rejects if a process or a temporary file is left. */
export function start(
  args: readonly string[],
  { env = {}, cwd, script, limitMs = usualLimitMs }: Options = {},
): Started {
  const folder = newFolder()
  const temporary = join(folder, 'tmp')
  mkdirSync(temporary)
  const mark = randomUUID()
  const [program, ...rest] =
    script === undefined
      ? [process.execPath, leaklabPath, ...args]
      : ['bash', '-c', `leaklab="${process.execPath} ${leaklabPath}"\n${script}`]
  const child = spawn(program!, rest, {
    cwd: cwd ?? root,
    env: { ...cleanEnvironment(), COLUMNS: '1000', TMPDIR: temporary, [ownMark]: mark, ...env },
    stdio: ['pipe', 'pipe', 'pipe'],
  })
  const ended = new Promise<Ended>((accept, reject) => {
    let stdout = ''
    let stderr = ''
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      stdout += text
    })
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      stderr += text
    })
    child.stdin.on('error', () => {})
    const timer = setTimeout(() => child.kill('SIGKILL'), limitMs)
    child.on('error', reject)
    child.on('close', (code, signal) => {
      clearTimeout(timer)
      accept({ code, signal, stdout, stderr, words: `${stdout} ${stderr}`.replaceAll(/\s+/g, ' ') })
    })
  }).then(async result => {
    // A killed process may take a moment to end.
    await until('no process of leaklab is left', () => {
      const left = findMarked(mark)
      return left.length === 0 || left.join(' | ')
    })
    // When leaklab is killed, its guard removes them.
    await until('no temporary file is left', () => {
      const files = readdirSync(temporary, { recursive: true })
      return files.length === 0 || files.join(', ')
    })
    return result
  })
  return { process: child, ended }
}

/** Runs leaklab to its end. */
export function leaklab(args: readonly string[], options?: Options): Promise<Ended> {
  return start(args, options).ended
}

export interface RecordedRun extends Ended {
  variants: string[]
  endingOf(variant: string): Ending
  verdictOf(variant: string): Verdict
}

/** Runs scenarios with `run` or `check`, and reads the recording of each variant. */
export async function runAndRecord(args: readonly string[], options?: Options): Promise<RecordedRun> {
  const file = join(newFolder(), 'trials.leaklab')
  const ended = await leaklab([...args, '--record', file], options)
  const { trials, problem } = await readRecordingFile(file)
  const recordings = trials.map(({ recording }) => recording)
  if (problem !== undefined) throw new Error(JSON.stringify(problem))
  const find = (variant: string): Recording => {
    const found = recordings.find(({ subject }) => subject.variant === variant)
    if (found === undefined) throw new Error(`${variant} was not recorded: ${ended.words}`)
    return found
  }
  return {
    ...ended,
    variants: recordings.map(({ subject }) => subject.variant),
    endingOf: variant => find(variant).ending,
    verdictOf: variant => decide(find(variant)),
  }
}

/**
 * Waits for a condition, by polling.
 * @param what for the error: what the condition means
 * @param condition true when it is met; any other value says why not
 */
export async function until(what: string, condition: () => unknown): Promise<void> {
  const end = Date.now() + 60_000
  for (;;) {
    const state = condition()
    if (state === true) return
    if (Date.now() > end) throw new Error(`timed out before ${what}: ${String(state)}`)
    await new Promise(next => setTimeout(next, 20))
  }
}

/** Whether a process exists and is no zombie. */
export function isAlive(pid: number): boolean {
  const stat = readProc(`${pid}/stat`)
  return stat !== '' && stat.slice(stat.lastIndexOf(')') + 2)[0] !== 'Z'
}

/** Lines of a file that children write to; none while it does not exist. */
export function linesOf(path: string): string[] {
  try {
    return readFileSync(path, 'utf8').split('\n').slice(0, -1)
  } catch {
    return []
  }
}

/** Command lines of the processes that a run has started and that are still alive, by a variable in their environment. */
function findMarked(mark: string): string[] {
  const pids = readdirSync('/proc').filter(name => /^\d+$/.test(name))
  if (pids.length === 0) throw new Error('these tests look for processes in /proc, and it is empty here')
  return pids
    .filter(pid => readProc(`${pid}/environ`).includes(`${ownMark}=${mark}`) && isAlive(Number(pid)))
    .map(pid => `${pid}: ${readProc(`${pid}/cmdline`).replaceAll('\0', ' ')}`)
}

function readProc(path: string): string {
  try {
    return readFileSync(join('/proc', path), 'latin1')
  } catch {
    return ''
  }
}

/** The environment without the variables that a test runner or a terminal adds. */
function cleanEnvironment(): NodeJS.ProcessEnv {
  const foreign = /^(NODE_|VITEST|npm_|FORCE_COLOR|NO_COLOR|CI$|TERM$|LC_|LANG)/
  const kept = Object.entries(process.env).filter(([name]) => !foreign.test(name))
  return { ...Object.fromEntries(kept), TERM: 'xterm-256color', LANG: 'C.UTF-8' }
}

// The name that matchers.test.ts still imports.
