// Does the lock let one process at a time read, change and write a file?
import { execFile } from 'node:child_process'
import { existsSync, readFileSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'
import { newFolder, root } from './leaklab.ts'

const source = (path: string) => `
import { readFileSync, writeFileSync } from 'node:fs'
import { withFileLock } from '${pathToFileURL(join(root, 'dist/src/files/file-lock.js')).href}'
const path = ${JSON.stringify(path)}
const { signal } = new AbortController()
for (let i = 0; i < 25; i++) await withFileLock(path, signal, () => {
  const count = Number(readFileSync(path, 'utf8'))
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1)
  writeFileSync(path, String(count + 1))
})`

test('four processes lose no change, though one before them has left its lock', async () => {
  const path = join(newFolder(), 'count')
  writeFileSync(path, '0')
  const ended = await promisify(execFile)(process.execPath, ['-p', 'process.pid'])
  writeFileSync(`${path}.lock`, ended.stdout.trim())
  await Promise.all(
    [1, 2, 3, 4].map(() =>
      promisify(execFile)(process.execPath, ['--input-type=module', '--eval', source(path)]),
    ),
  )
  expect(readFileSync(path, 'utf8')).toBe('100')
  expect(existsSync(`${path}.lock`)).toBe(false)
})

test('a lock without an id, of a process that was killed before it wrote one, does not count', async () => {
  const path = join(newFolder(), 'count')
  writeFileSync(path, '0')
  writeFileSync(`${path}.lock`, '')
  const minuteAgo = Date.now() / 1000 - 60
  utimesSync(`${path}.lock`, minuteAgo, minuteAgo)
  await promisify(execFile)(process.execPath, ['--input-type=module', '--eval', source(path)])
  expect(readFileSync(path, 'utf8')).toBe('25')
})
