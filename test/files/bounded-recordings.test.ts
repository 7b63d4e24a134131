// Is a number of a recording file believed only within bounds?
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { readRecordingFile } from '../../src/files/recording-file.ts'
import { makeReading, makeRecording } from '../recordings.ts'

const folder = mkdtempSync(join(tmpdir(), 'leaklab-bounded-'))
afterAll(() => rmSync(folder, { recursive: true }))

const header = '{"format":"leaklab-recording","version":2,"leaklab":"1.2.3"}'
const recording = makeRecording({}, { baseline: makeReading({ round: -1 }), rounds: [makeReading()] })
const whole = JSON.stringify({ trial: 0, retries: 0, recording })

function read(...lines: string[]) {
  const path = join(folder, 'file.leaklab')
  writeFileSync(path, `${[header, ...lines].join('\n')}\n`)
  return readRecordingFile(path)
}

test('a recording with plausible numbers is read', async () => {
  const { trials, problem } = await read('{"of":1,"here":1}', whole, '{"end":1}')
  expect(problem).toBeUndefined()
  expect(trials).toHaveLength(1)
})

test.each(['4294967296', '1e999', '-1', '0.5', '9007199254740993', '"1"', 'null', '[1]'])(
  '%s is no number of trials',
  async number => {
    const damaged = { code: 'damaged-line', line: 2 }
    expect((await read(`{"of":${number}}`, whole, '{"end":1}')).problem).toMatchObject(damaged)
    expect((await read(`{"of":1,"here":${number}}`, whole, '{"end":1}')).problem).toMatchObject(damaged)
    const line = whole.replace('"trial":0', `"trial":${number}`)
    expect((await read(line, '{"end":1}')).problem).toMatchObject(damaged)
    expect((await read(`{"end":${number}}`)).problem).toMatchObject(damaged)
  },
)

test('more trials in the file than in all files, a number beyond them, and one that comes twice are damage', async () => {
  expect((await read('{"of":1,"here":2}', whole, '{"end":1}')).problem).toMatchObject({ line: 2 })
  const beyond = whole.replace('"trial":0', '"trial":1')
  expect((await read('{"of":1}', beyond, '{"end":1}')).problem).toMatchObject({ line: 3 })
  expect((await read('{"of":2}', whole, whole, '{"end":2}')).problem).toMatchObject({ line: 4, complete: 1 })
})

test.each([
  ['"durationMs":1234', '"durationMs":1e999'],
  ['"watchBytes":104', '"watchBytes":-1e300'],
  ['"finalizersTotal":0', '"finalizersTotal":-1'],
  ['"totalSteps":100', '"totalSteps":1e20'],
  ['"heapUsed":4600000', '"heapUsed":1e17'],
  ['"retries":0', '"retries":0.5'],
  ['"startedAt":"1970-01-01T00:00:00.000Z"', '"startedAt":"today"'],
  [
    '"finalizers":[]',
    `"finalizers":[${Array(20_000).fill('{"order":1,"label":"","round":0,"tick":"none","delayMs":0}').join()}]`,
  ],
])('%s made %s is a damaged line', async (number, other) => {
  expect(whole).toContain(number)
  const { trials, problem } = await read(whole.replace(number, other), '{"end":1}')
  expect(trials).toEqual([])
  expect(problem).toMatchObject({ code: 'damaged-line', line: 2 })
})

test('a holder outside its path is damage', async () => {
  const step = {
    by: 'root',
    name: '',
    what: 'global',
    id: 1,
    scope: '',
    place: '',
    times: 1,
    repeatedSteps: 0,
  }
  const withHolder = (holder: number) => {
    const holders = [
      {
        path: { steps: [step], holder, cause: null },
        fingerprint: '0123456789ab',
        bytesPerStep: 1,
        added: [],
        steps: 1,
      },
    ]
    const retention = {
      steps: 1,
      snapshotMs: 1,
      found: 0,
      described: 0,
      groups: [],
      holders,
      snapshotBytes: 1,
      analysisMs: 1,
      problem: '',
    }
    return JSON.stringify({ trial: 0, recording: { ...recording, retention } })
  }
  expect((await read(withHolder(0), '{"end":1}')).problem).toBeUndefined()
  expect((await read(withHolder(1), '{"end":1}')).problem).toMatchObject({ line: 2 })
})
