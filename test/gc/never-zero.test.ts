// Exit code 0 is earned: everything was judged, and every claim is met. Neither code of the user that never settles, nor a reader that goes
// away, nor an interruption leads to it.
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { readRecordingFile } from '../../src/files/recording-file.ts'
import { leaklab, newFolder, start } from './leaklab.ts'

const leak = 'const all = []\nexport default lab => () => { all.push(lab.watch({})) }\n'
const clean = 'export default () => () => { ({ a: 1 }) }\n'

function folderWith(files: Record<string, string>): string {
  return newFolder({ 'leak.mjs': leak, 'clean.mjs': clean, ...files })
}

test.concurrent.each([
  [
    'an await that waits for ever',
    'await new Promise(() => {})\nexport default {}\n',
    'leaklab.config.mjs never ends',
  ],
  [
    'two modules that await each other',
    "await import('./other.mjs')\nexport default {}\n",
    'leaklab.config.mjs never ends',
  ],
  [
    'an error that it throws later',
    "setTimeout(() => { throw new Error('too late') }, 1)\nexport default {}\n",
    'too late',
  ],
  [
    'a rejection that nothing catches',
    "setTimeout(() => Promise.reject(new Error('too late')), 1)\nexport default {}\n",
    'too late',
  ],
  [
    'a null that it throws later',
    'setTimeout(() => { throw null }, 1)\nexport default {}\n',
    'null was thrown, which is no Error',
  ],
  [
    'a getter that throws',
    "export default { get timeout() { throw new Error('not read') } }\n",
    'leaklab.config.mjs cannot be loaded: not read',
  ],
  ['a string that it throws', "throw 'a string'\n", 'leaklab.config.mjs cannot be loaded: a string'],
  [
    'an error whose code is the name of what every object has',
    "setTimeout(() => { throw Object.assign(new Error('too late'), { code: 'constructor' }) }, 1)\nexport default {}\n",
    'too late',
  ],
  [
    'an error that throws when it is read',
    "setTimeout(() => { throw Object.defineProperty(new Error(), 'code', { get() { throw 1 } }) }, 1)\nexport default {}\n",
    'whose own words cannot be read',
  ],
])('a configuration with %s', async (_, config, message) => {
  const cwd = folderWith({
    'leaklab.config.mjs': config,
    'other.mjs': "await import('./leaklab.config.mjs')\n",
  })
  const { code, words } = await leaklab(['check', 'leak.mjs'], { cwd })
  expect(words).toContain(message)
  expect(words).not.toContain('mistake in leaklab')
  expect(code).toBe(2)
})

test.concurrent('a configuration that is a pipe', async () => {
  const script = 'mkfifo leaklab.config.mjs && $leaklab check clean.mjs'
  const { code, words } = await leaklab([], { cwd: folderWith({}), script })
  expect(words).toContain('leaklab.config.mjs is not a regular file')
  expect(code).toBe(2)
})

test.concurrent.each([
  ['a configuration', 'for (;;) {}\n'],
  ['a setting of a configuration', 'export default { get jobs() { for (;;) {} } }\n'],
])('%s that loops is named, and Ctrl-C ends it', async (_, text) => {
  const cwd = folderWith({ 'leaklab.config.mjs': text })
  const { process: looping, ended } = start(['check', 'clean.mjs'], { cwd })
  await new Promise<void>(resolve => {
    looping.stderr!.once('data', () => resolve())
  })
  looping.kill('SIGINT')
  const { code, signal, words } = await ended
  expect(words).toContain('leaklab.config.mjs is still being loaded')
  expect([code, signal]).toEqual([null, 'SIGINT'])
})

test.concurrent.each([
  [
    'a folder that is gone',
    'mkdir gone; cd gone; rmdir ../gone; $leaklab check ../clean.mjs',
    'does not exist any more',
  ],
  ['too few descriptors', 'ulimit -n 20; $leaklab check clean.mjs', 'too many are open'],
])('%s', async (_, script, message) => {
  const { code, words } = await leaklab([], { cwd: folderWith({}), script })
  expect(words).toContain(message)
  expect(words).not.toContain('mistake in leaklab')
  expect(words).not.toContain('node:internal')
  expect(code).toBe(2)
})

test.concurrent('a configuration that keeps a timer does not keep leaklab', async () => {
  const cwd = folderWith({ 'leaklab.config.mjs': 'setInterval(() => {}, 1000)\nexport default {}\n' })
  const { code, stderr } = await leaklab(['check', 'clean.mjs'], { cwd })
  expect(stderr).toBe('')
  expect(code).toBe(0)
})

test.concurrent.each([
  ['never settles', 'export default () => new Promise(() => {})\n', 'could settle the promise of its report'],
  ['never loads', 'await new Promise(() => {})\nexport default () => ""\n', 'could settle its import'],
  [
    'throws',
    "export default () => { throw new Error('no paper') }\n",
    'the reporter ./reporter.mjs failed: Error: no paper',
  ],
])('a reporter that %s', async (name, reporter, message) => {
  const cwd = folderWith({ 'reporter.mjs': reporter })
  const args = ['check', 'clean.mjs', '--reporter', './reporter.mjs', '--record', 'run.leaklab']
  const { code, words } = await leaklab(args, { cwd })
  expect(words).toContain(message)
  expect(words).not.toContain('mistake in leaklab')
  expect(code).toBe(2)
  if (name === 'never loads') return
  const { trials, problem } = await readRecordingFile(join(cwd, 'run.leaklab'))
  expect(problem).toBeUndefined()
  expect(trials).toHaveLength(1)
})

test.concurrent('nobody reads the results', async () => {
  const cwd = folderWith({})
  const script = 'set -o pipefail; $leaklab check clean.mjs leak.mjs --jobs 1 | true'
  const { code, stderr } = await leaklab([], { cwd, script })
  expect(stderr).toBe('')
  expect([1, 2]).toContain(code)
})

test.concurrent('a recording of a run that was interrupted is not the whole run', async () => {
  const slow =
    'export default { title: "T", collects: { fast: () => () => {}, slow: () => () => new Promise(r => setTimeout(r, 500)) } }\n'
  const cwd = folderWith({ 'slow.mjs': slow })
  const { process: child, ended } = start(['check', 'slow.mjs', '--jobs', '1', '--record', 'run.leaklab'], {
    cwd,
  })
  child.stdout?.once('data', () => child.kill('SIGINT'))
  expect((await ended).code).toBe(130)
  const { code, stdout, stderr } = await leaklab(['replay', 'run.leaklab'], { cwd })
  expect(stdout).toContain('fast')
  expect(stderr).toContain('the run ended before all was measured; 1 of 2 recordings stands in it')
  expect(code).toBe(2)
})
