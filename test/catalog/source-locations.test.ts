import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { describeFrame, describeLocation } from '../../src/catalog/source-locations.ts'

const folder = mkdtempSync(join(tmpdir(), 'leaklab-places-'))
afterAll(() => rmSync(folder, { recursive: true }))

test('a place is in the source that the map beside the file names', () => {
  const file = join(folder, 'made.js')
  // The first line of made.js comes from the sixth of src/written.ts.
  writeFileSync(
    `${file}.map`,
    JSON.stringify({ version: 3, sources: ['src/written.ts'], names: [], mappings: 'AAKA' }),
  )
  expect(describeLocation({ name: '', script: `file://${file}`, line: 0, column: 0 })).toBe(
    `${join(folder, 'src/written.ts')}:6`,
  )
})

test('without a map, or with a damaged one, it is in the compiled file', () => {
  const file = join(folder, 'plain.js')
  expect(describeLocation({ name: '', script: file, line: 2, column: 4 })).toBe(`${file}:3`)
  writeFileSync(`${file}.map`, '{')
  expect(describeLocation({ name: '', script: file, line: undefined, column: undefined })).toBe(file)
  expect(describeLocation(undefined)).toBe('')
})

test('frames of a stack are read with and without the name of a function', () => {
  expect(describeFrame('at Object.watch (file:///x/a.js:12:34)')).toBe('/x/a.js:12')
  expect(describeFrame('at file:///x/a.js:12:34')).toBe('/x/a.js:12')
  expect(describeFrame('at new Promise (<anonymous>)')).toBe('')
  expect(describeFrame('')).toBe('')
})

test('files below the working directory have a relative path', () => {
  expect(describeFrame(`at ${join(process.cwd(), 'lib/a.js')}:1:2`)).toBe('lib/a.js:1')
})
