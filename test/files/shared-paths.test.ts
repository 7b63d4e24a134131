// Does a recording keep a person's folders to itself, and is it the same when it is read where it was written?
import { chmodSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { homedir, tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, expect, test } from 'vitest'
import { createRecordingFile, readRecordingFile } from '../../src/files/recording-file.ts'
import { createPathHider, restorePaths } from '../../src/files/shared-paths.ts'
import { parseReport, renderJson } from '../../src/report/formats/json.ts'
import { renderNdjsonEnd, renderNdjsonResult } from '../../src/report/formats/ndjson.ts'
import { makeRecording } from '../recordings.ts'
import { report } from '../report/build.ts'
import { scenarios } from '../report/trial/simulated.ts'

const folder = mkdtempSync(join(tmpdir(), 'leaklab-shared-'))
afterAll(() => rmSync(folder, { recursive: true }))

const folders = { working: '/home/ann/my (work)', home: '/home/ann' }
const hide = createPathHider(folders)

test.each([
  ['/home/ann/my (work)/a.mjs', './a.mjs'],
  ['/home/ann/my (work)', '.'],
  ['/home/ann/other/a.mjs', '~/other/a.mjs'],
  ["open '/home/ann/my (work)/no', stat '/home/ann'", "open './no', stat '~'"],
  ['at f (file:///home/ann/my%20(work)/a.mjs:1:2)', 'at f (file://./a.mjs:1:2)'],
  ['at file:///home/ann/.nvm/a.mjs:1:2', 'at file://~/.nvm/a.mjs:1:2'],
  ['/home/anna/a.mjs', '/home/anna/a.mjs'],
  ['/home/ann.b/a.mjs', '/home/ann.b/a.mjs'],
  ['/mnt/home/ann/a.mjs', '/mnt/home/ann/a.mjs'],
  ['in /home/ann.', 'in ~.'],
  ['node:fs:1:2', 'node:fs:1:2'],
  ['a.mjs:12', 'a.mjs:12'],
])('%s is written as %s', (text, hidden) => {
  expect(hide(text)).toBe(hidden)
})

test('paths of Windows are hidden too, and the root is no folder of a person', () => {
  expect(createPathHider({ working: '/', home: '/' })('/a/b')).toBe('/a/b')
  expect(createPathHider({ working: 'C:\\work', home: 'C:\\ann' })('C:\\work\\a.mjs, C:\\ann\\b')).toBe(
    '.\\a.mjs, ~\\b',
  )
})

test('URLs and the paths by which a file is found are absolute again; other text stays', () => {
  const value = {
    subject: { scenario: '~/a.mjs' },
    code: 'import "file://./a.mjs"',
    labels: [{ place: 'at f (file://./a.mjs:1:2)' }, { place: 'a.mjs:1' }],
    notes: ['~/a.mjs, ./b.mjs'],
  }
  restorePaths(value, folders)
  expect(value).toEqual({
    subject: { scenario: '/home/ann/a.mjs' },
    code: 'import "file://./a.mjs"',
    labels: [{ place: `at f (${pathToFileURL(folders.working).href}/a.mjs:1:2)` }, { place: 'a.mjs:1' }],
    notes: ['~/a.mjs, ./b.mjs'],
  })
})

test('a recording has no absolute path of this folder or of the home folder, and is read with them', async () => {
  const failure = {
    moment: 'step',
    origin: 'direct',
    message: `no such file '${process.cwd()}/nothing'`,
    stack: `Error\n    at ${pathToFileURL(process.cwd()).href}/a.mjs:1:2\n    at file:///opt/a.mjs:1:2`,
    round: 0,
    step: 0,
  } as const
  const scenario = join(homedir(), 'elsewhere', 'a.mjs')
  const code = `() => '${process.cwd()}'`
  const recording = makeRecording(
    { scenario },
    {
      code,
      ending: { kind: 'failed', failure },
      labels: [{ label: 'A', watched: 1, alive: 0, place: 'a.mjs:1' }],
    },
  )
  const path = join(folder, 'one.leaklab')
  const file = createRecordingFile(path, '1.2.3')
  file.expect(1, 1)
  file.write(0, { recording, retries: 0 })
  file.addUnloaded([
    { scenario: join(homedir(), 'b.mjs'), reason: 'import', problem: `in ${process.cwd()}/b.mjs`, stack: '' },
  ])
  file.close()
  const text = readFileSync(path, 'utf8').replace(JSON.stringify(code), '')
  expect(text).not.toContain(process.cwd())
  expect(text).not.toContain(join(homedir(), 'b'))
  expect(text).not.toContain(scenario)

  const { trials, unloaded, problem } = await readRecordingFile(path)
  expect(problem).toBeUndefined()
  const message = "no such file './nothing'"
  expect(trials[0]!.recording).toEqual({
    ...recording,
    ending: { kind: 'failed', failure: { ...failure, message } },
  })
  expect(unloaded).toEqual([
    { scenario: join(homedir(), 'b.mjs'), reason: 'import', problem: 'in ./b.mjs', stack: '' },
  ])
})

test.skipIf(process.platform === 'win32')(
  'a new recording is readable by its owner only; the mode of an old one stays',
  () => {
    const path = join(folder, 'two.leaklab')
    const write = () => {
      const file = createRecordingFile(path, '1.2.3')
      file.expect(0, 0)
      file.close()
    }
    write()
    expect(statSync(path).mode & 0o777).toBe(0o600)
    chmodSync(path, 0o644)
    write()
    expect(statSync(path).mode & 0o777).toBe(0o644)
  },
)

test('a report in JSON has no such path either, and is read with them', () => {
  const [result] = scenarios['strong-cache']!
  const scenario = join(homedir(), 'elsewhere', 'a.mjs')
  const frame = `at f (${pathToFileURL(process.cwd()).href}/a.mjs:1:2)`
  const recording = {
    ...result!.recording,
    subject: { ...result!.recording.subject, scenario },
    labels: [{ label: 'A', watched: 1, alive: 0, place: frame }],
    code: `() => '${process.cwd()}'`,
  }
  const unloaded = { scenario, reason: 'import' as const, problem: `in ${process.cwd()}/b.mjs`, stack: frame }
  const whole = report([{ ...result!, recording }], { unloaded: [unloaded] })
  const texts = [renderJson(whole), renderNdjsonResult(whole.results[0]!), renderNdjsonEnd(whole)]
  for (const text of texts) {
    const rest = text.replace(JSON.stringify(recording.code), '')
    expect(rest).not.toContain(process.cwd())
    expect(rest).not.toContain(join(homedir(), 'elsewhere'))
  }
  expect(texts[1]).toContain(JSON.stringify(recording.code))
  const read = parseReport(texts[0]!)
  expect(read.results[0]!.recording).toMatchObject({
    subject: { scenario },
    labels: recording.labels,
    code: recording.code,
  })
  expect(read.unloaded).toEqual([{ ...unloaded, problem: 'in ./b.mjs' }])
})
