import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { createRecordingFile, readRecordingFile } from '../../src/files/recording-file.ts'
import { makeRecording } from '../recordings.ts'

const folder = mkdtempSync(join(tmpdir(), 'leaklab-recording-'))
afterAll(() => rmSync(folder, { recursive: true }))
let files = 0
const newPath = () => join(folder, `${files++}.leaklab`)

function written(count: number): string {
  const path = newPath()
  const file = createRecordingFile(path, '1.2.3')
  file.expect(count, count)
  for (let i = 0; i < count; i++) file.write(i, { recording: makeRecording({ slug: `s${i}` }), retries: i })
  file.close()
  return path
}

const refused = (message: string) =>
  expect.objectContaining({ name: 'UsageError', message: expect.stringContaining(message) })

test('recordings are read as they were written', async () => {
  const { trials, problem } = await readRecordingFile(written(3))
  expect(problem).toBeUndefined()
  expect(trials).toEqual(
    [0, 1, 2].map(i => ({ trial: i, recording: makeRecording({ slug: `s${i}` }), retries: i })),
  )
})

test('trials are read in the order of their numbers, whatever their order in the file', async () => {
  const path = newPath()
  const file = createRecordingFile(path, '1.2.3')
  for (const i of [2, 0, 1]) file.write(i, { recording: makeRecording({ slug: `s${i}` }), retries: i })
  file.close()
  const { trials } = await readRecordingFile(path)
  expect(trials.map(({ recording }) => recording.subject.slug)).toEqual(['s0', 's1', 's2'])
})

test('the number of trials may be known only when some of them have ended', async () => {
  const path = newPath()
  const file = createRecordingFile(path, '1.2.3')
  const recording = makeRecording({ slug: 's' })
  file.write(1, { recording, retries: 0 })
  file.expect(7, 2)
  file.write(4, { recording, retries: 0 })
  file.close()
  const { of, problem, trials } = await readRecordingFile(path)
  expect([of, problem, trials.map(({ trial }) => trial)]).toEqual([7, undefined, [1, 4]])
  // A trial that this number does not allow is damage.
  writeFileSync(path, readFileSync(path, 'utf8').replace('"trial":1,', '"trial":7,'))
  expect((await readRecordingFile(path)).problem).toMatchObject({ code: 'damaged-line', line: 3 })
})

test('a run that was ended before all its trials were known is cut off', async () => {
  const path = newPath()
  const file = createRecordingFile(path, '1.2.3')
  file.write(0, { recording: makeRecording({ slug: 's' }), retries: 0 })
  file.close()
  expect((await readRecordingFile(path)).problem).toEqual({ code: 'cut-off', complete: 1 })
})

test('a truncated file keeps its complete recordings, and has a problem', async () => {
  const path = written(3)
  const text = readFileSync(path, 'utf8')
  const secondEnd = text.indexOf('\n', text.indexOf('"s1"')) + 1
  writeFileSync(path, text.slice(0, secondEnd + 100))
  const { trials, problem } = await readRecordingFile(path)
  expect(trials).toHaveLength(2)
  expect(problem).toEqual({ code: 'cut-off', complete: 2 })
})

test('a damaged line is a problem, and the recordings before it are kept', async () => {
  const path = written(2)
  const lines = readFileSync(path, 'utf8').split('\n')
  lines[3] = lines[3]!.replace('"rounds":[', '"rounds":[7,')
  writeFileSync(path, lines.join('\n'))
  const { trials, problem } = await readRecordingFile(path)
  expect(trials).toHaveLength(1)
  expect(problem).toEqual({ code: 'damaged-line', line: 4, complete: 1 })
})

test.each([
  ['an empty file', ''],
  ['garbage', '\u0000\u0001garbage\n'],
  ['other JSON', '{"hello":1}\n'],
  ['a first line without end', 'x'.repeat(100_000)],
])('%s is no recording', async (_, content) => {
  const path = newPath()
  writeFileSync(path, content)
  await expect(readRecordingFile(path)).rejects.toEqual(refused('is no leaklab recording'))
})

test('another format version is refused, with the version of leaklab that wrote it', async () => {
  const path = newPath()
  writeFileSync(path, '{"format":"leaklab-recording","version":99,"leaklab":"9.0.0"}\n')
  await expect(readRecordingFile(path)).rejects.toEqual(
    refused('is a recording of format 99, written by leaklab 9.0.0'),
  )
})

test('a missing file and a folder are errors that say so', async () => {
  await expect(readRecordingFile(join(folder, 'none'))).rejects.toEqual(refused('there is no such file'))
  await expect(readRecordingFile(folder)).rejects.toEqual(refused('it is a folder'))
})

test('a recording is overwritten, another file is not', () => {
  const path = newPath()
  writeFileSync(path, 'export default lab => () => {}\n')
  expect(() => createRecordingFile(path, '1.2.3')).toThrow(refused('exists and is no recording'))
  expect(readFileSync(path, 'utf8')).toBe('export default lab => () => {}\n')
  expect(() => createRecordingFile(written(1), '1.2.3').close()).not.toThrow()
})

test('a full disk is an error before anything is run', () => {
  expect(() => createRecordingFile('/dev/full', '1.2.3')).toThrow(refused('no space left on the disk'))
})
