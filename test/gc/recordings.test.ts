// Damaged recording files, places that cannot be written to, disks that fill, readers of the output that go away.
import { existsSync, readdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { hostile, leaklab, newFolder } from './leaklab.ts'

const quick = join(hostile, 'quick.mjs')
const folder = newFolder()
const whole = join(folder, 'whole.leaklab')
let text: string
let header: string

const writeFile = (name: string, content: string): string => {
  const path = join(folder, name)
  writeFileSync(path, content)
  return path
}

beforeAll(async () => {
  const { code } = await leaklab(['run', quick, '--record', whole])
  expect(code).toBe(0)
  text = readFileSync(whole, 'utf8')
  header = text.slice(0, text.indexOf('\n') + 1)
})

test('replay prints the report of a recording', async () => {
  const { code, stdout } = await leaklab(['replay', whole])
  expect(stdout).toContain('claim met')
  expect(code).toBe(0)
})

test('replay prints the complete trials of a recording that was cut off', async () => {
  // After the header comes a line with the number of trials, and then the first trial.
  const number = text.indexOf('\n', header.length) + 1
  const end = text.indexOf('\n', number) + 1
  const { code, stdout, stderr } = await leaklab(['replay', writeFile('cut', text.slice(0, end + 1000))])
  expect(stdout).toContain('keeps')
  expect(stderr).toContain('was cut off')
  expect(code).toBe(2)
})

test.concurrent.each([
  ['garbage', () => writeFile('garbage', '\u0000\u0001\u0002'.repeat(1000)), 'is no leaklab recording'],
  ['an older version', () => writeFile('version', header.replace('"version":2', '"version":1')), 'format 1,'],
  [
    'a damaged line',
    () => writeFile('damaged', text.replace('"rounds":[', '"rounds":[7,')),
    'line 3 is damaged',
  ],
  ['an empty file', () => writeFile('empty', ''), 'is no leaklab recording'],
  ['a folder', () => folder, 'it is a folder'],
  ['nothing', () => join(folder, 'nothing'), 'there is no such file'],
  ['endless zeros', () => '/dev/zero', 'is no leaklab recording'],
])('replay of %s', async (_, path, message) => {
  const { code, stderr } = await leaklab(['replay', path()])
  expect(stderr).toContain(message)
  expect(stderr).not.toMatch(/^ {4}at /m)
  expect(code).toBe(2)
})

test('a gigabyte of zeros is no recording, and after a header its reading ends', async () => {
  const zeros = writeFile('zeros', '')
  truncateSync(zeros, 1 << 30)
  expect(await leaklab(['replay', zeros])).toMatchObject({ code: 2 })
  const behind = writeFile('behind', header)
  truncateSync(behind, 1 << 30)
  const { code, stderr } = await leaklab(['replay', behind])
  expect(stderr).toContain('MB were read')
  expect(code).toBe(2)
})

test.concurrent.each([
  ['a full disk', () => '/dev/full', 'no space left'],
  ['a folder that is not there', () => join(folder, 'no/such/file'), 'no such file or folder'],
  ['a folder', () => folder, 'it is a folder'],
  ['below a file', () => join(whole, 'file'), 'no folder'],
  ['a folder of the system', () => '/proc/leaklab', 'cannot be written'],
])('--record into %s is an error before anything is run', async (_, path, message) => {
  const { code, stdout, stderr } = await leaklab(['run', quick, '--record', path()])
  expect(stderr).toContain(message)
  expect(stderr).not.toMatch(/^ {4}at /m)
  expect(stdout).toBe('')
  expect(code).toBe(2)
})

test('--record overwrites a recording, and nothing else', async () => {
  const precious = writeFile('precious.mjs', 'export default () => () => {}\n')
  const refused = await leaklab(['check', quick, '--record', precious])
  expect(refused.stderr).toContain('exists and is no recording')
  expect(refused.code).toBe(2)
  expect(readFileSync(precious, 'utf8')).toBe('export default () => () => {}\n')
  const again = writeFile('again', text)
  const { code } = await leaklab(['check', quick, '--record', again, '--variant', 'drops'])
  expect(code).toBe(0)
  expect(readFileSync(again, 'utf8').match(/"variant":/g)).toHaveLength(1)
})

test('a disk that fills during the run loses no printed result, and is reported', async () => {
  const path = join(folder, 'limited.leaklab')
  const script = `ulimit -f 4; $leaklab run ${quick} --record ${path}`
  const { code, stdout, stderr } = await leaklab([], { script })
  expect(stdout.match(/claim met/g)).toHaveLength(2)
  expect(stderr).toContain('cannot be written: the file would be larger')
  expect(code).toBe(2)
  const part = readdirSync(folder).find(name => name.startsWith('limited.leaklab.'))!
  expect(stderr).toContain(part)
  expect(existsSync(path)).toBe(false)
  const replayed = await leaklab(['replay', join(folder, part)])
  expect(replayed.stderr).toContain('was cut off')
})

test.concurrent.each([
  ['list', 'list'],
  ['run', `run ${quick}`],
  ['check', `check ${quick} --jobs 1`],
  ['--help', '--help'],
])('%s | head -1 ends quietly', async (_, command) => {
  const { code, stdout, stderr } = await leaklab([], {
    script: `set -o pipefail; $leaklab ${command} | head -1`,
  })
  expect(stdout.split('\n')).toHaveLength(2)
  expect(stderr).toBe('')
  expect(code).toBe(0)
})

test.concurrent('when the reader of stdout goes away, running trials are ended', async () => {
  // The reader goes away after the first variant; the last one would never end.
  const slow = join(hostile, 'slow.mjs')
  const script = `set -o pipefail; $leaklab check ${quick} ${quick} ${slow} --jobs 2 | true`
  const { code, stderr } = await leaklab([], { script, env: { BEGUN: join(folder, 'begun') } })
  expect(stderr).toBe('')
  // Not everything was judged.
  expect(code).toBe(2)
})

test.concurrent.each([
  ['list', 'list'],
  ['run', `run ${quick}`],
])('%s > /dev/full is reported, and is no success', async (_, command) => {
  const { code, stderr } = await leaklab([], { script: `$leaklab ${command} > /dev/full` })
  expect(stderr).toContain('cannot be written')
  expect(stderr).not.toMatch(/^ {4}at /m)
  expect(code).toBe(2)
})

test.concurrent('a closed stderr does not keep the results from being printed', async () => {
  const mixed = join(hostile, 'folder/mixed')
  const script = `{ $leaklab check ${mixed} 2>&1 >&3 | true; } 3>&1; exit "\${PIPESTATUS[0]}"`
  const { stdout } = await leaklab([], { script })
  expect(stdout).toContain('1 claim met')
})
