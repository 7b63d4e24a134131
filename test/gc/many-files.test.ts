// A run of many files: the first results do not wait for the last file, and what is refused is refused before anything runs.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { readRecordingFile } from '../../src/files/recording-file.ts'
import { leaklab, newFolder, start, until } from './leaklab.ts'

const count = 44
const last = `s${count}.mjs`
/** Says in a log what is loaded, and what runs. It fails at once, so that a trial takes little longer than its process to start. */
const logging = (name: string) => `
import { appendFileSync } from 'node:fs'
const say = text => appendFileSync('log', text + ' ${name}\\n')
say('load')
export default () => () => { say('step'); throw new Error('enough') }
`
const jobs = ['--jobs', '2']

function folderOfMany(): string {
  const cwd = newFolder()
  mkdirSync(join(cwd, 'many'))
  for (let i = 1; i <= count; i++) {
    const name = `s${String(i).padStart(2, '0')}.mjs`
    writeFileSync(join(cwd, 'many', name), logging(name))
  }
  return cwd
}

const logOf = (cwd: string): string[] => readFileSync(join(cwd, 'log'), 'utf8').trim().split('\n')

test.concurrent('the first scenario runs before the last file is loaded, and every shard has its share', async () => {
  const cwd = folderOfMany()
  const shards = await Promise.all(
    [1, 2].map(async shard => {
      const file = join(cwd, `${shard}.leaklab`)
      const args = ['check', 'many', ...jobs, '--shard', `${shard}/2`, '--record', file]
      const { words } = await leaklab(args, { cwd })
      expect(words).toContain(`${count / 2} variants`)
      return readRecordingFile(file)
    }),
  )
  const log = logOf(cwd)
  expect(log.findIndex(line => line.startsWith('step'))).toBeLessThan(log.indexOf(`load ${last}`))
  expect(shards.map(({ problem }) => problem)).toEqual([undefined, undefined])
  expect(shards.map(({ of }) => of)).toEqual([count, count])
  const trials = shards.flatMap(({ trials }) => trials).sort((a, b) => a.trial - b.trial)
  // Numbered in the order of the files, whatever the order in which they were loaded.
  expect(trials.map(({ recording, trial }) => `${trial} ${recording.subject.slug}`)).toEqual(
    Array.from({ length: count }, (_, i) => `${i} s${String(i + 1).padStart(2, '0')}`),
  )
})

test.concurrent('a run that is interrupted before all files are loaded leaves a recording that says so', async () => {
  const cwd = folderOfMany()
  const { ended, process } = start(['check', 'many', '--jobs', '1', '--record', 'r.leaklab'], { cwd })
  // Then the first has ended.
  await until(
    'the second scenario runs',
    () => existsSync(join(cwd, 'log')) && logOf(cwd).includes('step s02.mjs'),
  )
  process.kill('SIGINT')
  expect((await ended).code).toBe(130)
  expect(logOf(cwd)).not.toContain(`load ${last}`)
  const { problem } = await readRecordingFile(join(cwd, 'r.leaklab'))
  expect(problem).toMatchObject({ code: 'cut-off' })
})

test.concurrent.each([
  ['a variant that none has', ['many', '--variant', 'goof'], 'there is no variant called', count],
  ['a folder without a scenario', ['many', 'none'], 'there is no scenario in none', 20],
  ['an export that the last file has not', ['many', 'other.mjs#goof'], 'goof', 21],
])('%s is refused before anything runs', async (_, targets, message, most) => {
  const cwd = folderOfMany()
  writeFileSync(join(cwd, 'other.mjs'), logging('other.mjs'))
  mkdirSync(join(cwd, 'none'))
  writeFileSync(join(cwd, 'none/helper.mjs'), 'export const helper = 1\n')
  const { code, words } = await leaklab(['check', ...targets, ...jobs], { cwd })
  expect([code, words]).toEqual([2, expect.stringContaining(message)])
  const log = logOf(cwd)
  expect(log.filter(isStep)).toEqual([])
  expect(log.length).toBeLessThanOrEqual(most)
})

function isStep(line: string): boolean {
  return line.startsWith('step')
}
