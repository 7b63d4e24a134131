// Ctrl-C, SIGTERM and a kill from outside at several moments: the exit code is right, and no process or file is left.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { readRecordingFile } from '../../src/files/recording-file.ts'
import { hostile, leaklabPath, linesOf, newFolder, start, until } from './leaklab.ts'

const slow = join(hostile, 'slow.mjs')
const one = ['run', slow, '--variant', 'one']
/** Name, command line, children that have begun. */
const moments: [string, string[], number][] = [
  ['before the first trial', ['check', join(hostile, 'import/begins.mjs')], 1],
  ['in the middle', one, 1],
  ['with two children', ['check', slow, '--jobs', '2'], 2],
]
const signals: [NodeJS.Signals, number][] = [
  ['SIGINT', 130],
  ['SIGTERM', 143],
  ['SIGHUP', 129],
  ['SIGQUIT', 131],
]
const cases = moments.flatMap(([when, args, begun]) =>
  signals
    .filter(([signal]) => when === 'in the middle' || signal === 'SIGINT' || signal === 'SIGTERM')
    .map(([signal, code]) => ({ signal, when, args, begun, code })),
)

/** Starts leaklab and waits until this many children have begun. */
async function startAndWait(args: string[], children: number) {
  const file = join(newFolder(), 'begun')
  const started = start(args, { env: { BEGUN: file } })
  await until(`${children} children have begun`, () => linesOf(file).length >= children)
  return { ...started, pids: linesOf(file).map(line => Number(line.split(' ')[1])) }
}

test.concurrent.each(cases)('$signal $when', async ({ signal, args, begun, code }) => {
  const started = await startAndWait(args, begun)
  started.process.kill(signal)
  const ended = await started.ended
  expect(ended.words).toContain(`Interrupted by ${signal}`)
  expect(ended.words).not.toContain('    at ')
  expect([ended.code, ended.signal]).toEqual([code, null])
})

test.concurrent('Ctrl-Z stops the children too, and the time counts for no limit', async () => {
  const timeoutMs = 6_000
  const cwd = newFolder({ 'calm.mjs': readFileSync(join(hostile, 'calm.mjs'), 'utf8') })
  const file = join(cwd, 'begun')
  const { process: stopped, ended } = start(
    ['check', 'calm.mjs', '--no-config', '--timeout', `${timeoutMs / 1000}`],
    { cwd, env: { BEGUN: file } },
  )
  // The first child describes the file, the second one is the trial.
  await until('the trial has begun', () => linesOf(file).length >= 2)
  const child = Number(linesOf(file)[1]!.split(' ')[1])
  stopped.kill('SIGTSTP')
  await until('both are stopped', () => isStopped(stopped.pid!) && isStopped(child))
  // Longer than the trial may take.
  await new Promise(resolve => setTimeout(resolve, timeoutMs + 1_000))
  expect(isStopped(child)).toBe(true)
  stopped.kill('SIGCONT')
  const { code, words } = await ended
  expect(words).toContain('1 claim met')
  expect(code).toBe(0)
})

/** Whether the system says that a process is stopped. */
function isStopped(pid: number): boolean {
  const text = readFileSync(`/proc/${pid}/stat`, 'latin1')
  return text.slice(text.lastIndexOf(')') + 2).startsWith('T')
}

test.concurrent('a signal before any child was started ends leaklab too', async () => {
  const started = start(['run', slow])
  started.process.kill('SIGTERM')
  const { code, signal } = await started.ended
  expect(signal ?? code).toBe('SIGTERM')
})

test.concurrent('Ctrl-C twice ends leaklab at once', async () => {
  const started = await startAndWait(one, 1)
  started.process.kill('SIGINT')
  started.process.kill('SIGINT')
  const { code, signal } = await started.ended
  expect(signal ?? code).toBeOneOf(['SIGINT', 130])
})

test.concurrent('what was recorded before the interruption can be replayed', async () => {
  const file = join(newFolder(), 'r.leaklab')
  const quick = join(hostile, 'quick.mjs')
  const args = ['check', quick, slow, '--jobs', '1', '--record', file]
  const started = await startAndWait(args, 1)
  started.process.kill('SIGINT')
  const ended = await started.ended
  expect(ended.code).toBe(130)
  const { trials } = await readRecordingFile(file)
  expect(trials.map(({ recording }) => recording.subject.variant)).toEqual(['keeps', 'drops'])
})

test.concurrent.each([
  ['is loaded', 'begin()\nawait new Promise(r => setTimeout(r, 1e6))\nexport default () => ""\n', false],
  ['writes', 'export default () => { begin(); return new Promise(r => setTimeout(r, 1e6)) }\n', true],
])('a signal while a reporter of the user %s leaves no part of a file', async (_, source, isJudged) => {
  const begin =
    "import { appendFileSync } from 'node:fs'\nconst begin = () => appendFileSync(process.env.BEGUN, '1\\n')\n"
  const cwd = newFolder({
    'clean.mjs': 'export default () => () => { ({ a: 1 }) }\n',
    'slow.mjs': begin + source,
  })
  const outputs = ['--record', 'r.leaklab', '--reporter', 'junit=r.xml', '--reporter', './slow.mjs=slow.txt']
  const file = join(cwd, 'begun')
  const { process: child, ended } = start(
    ['check', 'clean.mjs', '--rounds', '9', '--steps', '50', ...outputs],
    { cwd, env: { BEGUN: file } },
  )
  await until('the reporter has begun', () => linesOf(file).length > 0)
  child.kill('SIGTERM')
  expect((await ended).signal).toBe('SIGTERM')
  const written = isJudged ? ['r.leaklab', 'r.xml'] : []
  expect(readdirSync(cwd).sort()).toEqual(['begun', 'clean.mjs', ...written, 'slow.mjs'])
  if (isJudged) expect((await readRecordingFile(join(cwd, 'r.leaklab'))).problem).toBeUndefined()
})

test.concurrent('a child that is killed from outside', async () => {
  const started = await startAndWait(one, 1)
  process.kill(started.pids[0]!, 'SIGKILL')
  const ended = await started.ended
  expect(ended.words).toContain('SIGKILL')
  expect(ended.words).toContain('Try: run it again')
  expect(ended.code).toBe(3)
})

test.concurrent('Ctrl-C in a terminal shows the cursor again', async () => {
  const file = join(newFolder(), 'begun')
  // `script` of util-linux makes the terminal; without it this test fails, for no other test covers this.
  const started = start([], {
    script: `exec script -qec 'stty cols 80; ${process.execPath} ${leaklabPath} run ${slow} --variant one' /dev/null`,
    env: { BEGUN: file },
  })
  await until('the child has begun', () => linesOf(file).length === 1)
  started.process.stdin!.write('\u0003')
  const { stdout, code } = await started.ended
  expect(stdout).toContain('\u001b[?25l')
  expect(stdout.lastIndexOf('\u001b[?25h')).toBeGreaterThan(stdout.lastIndexOf('\u001b[?25l'))
  expect(stdout).toContain('Interrupted by SIGINT')
  expect(code).toBe(130)
})
