// Is an old file whole until the new one is?
import {
  chmodSync,
  lstatSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { replaceFile } from '../../src/files/replacing-file.ts'

let folder: string
let path: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'leaklab-replacing-'))
  path = join(folder, 'a.txt')
})
afterEach(() => rmSync(folder, { recursive: true }))

const textOf = (file: string) => readFileSync(file, 'utf8')

test('a new file is there when it is closed', () => {
  const file = replaceFile(path)
  file.write('one')
  file.write('two\n')
  expect(readdirSync(folder)).not.toContain('a.txt')
  file.close()
  expect(textOf(path)).toBe('one\ntwo\n')
  expect(readdirSync(folder)).toEqual(['a.txt'])
})

test('an old file is replaced when the new one is closed, and keeps its mode', () => {
  writeFileSync(path, 'old')
  // More than the usual mask leaves.
  chmodSync(path, 0o662)
  const file = replaceFile(path)
  file.write('new')
  expect(textOf(path)).toBe('old')
  file.close()
  expect(textOf(path)).toBe('new\n')
  expect(statSync(path).mode & 0o777).toBe(0o662)
})

test('a file that is discarded leaves the old one, and nothing beside it', () => {
  writeFileSync(path, 'old')
  const file = replaceFile(path)
  file.write('new')
  file.discard()
  expect(textOf(path)).toBe('old')
  expect(readdirSync(folder)).toEqual(['a.txt'])
})

test('a symbolic link stays one', () => {
  const real = join(folder, 'real.txt')
  writeFileSync(real, 'old')
  symlinkSync(real, path)
  const file = replaceFile(path)
  file.write('new')
  file.close()
  expect(lstatSync(path).isSymbolicLink()).toBe(true)
  expect(textOf(real)).toBe('new\n')
})

test('a symbolic link to a file that is not there yet stays one', () => {
  symlinkSync('real.txt', path)
  const file = replaceFile(path)
  file.write('new')
  file.close()
  expect(lstatSync(path).isSymbolicLink()).toBe(true)
  expect(textOf(join(folder, 'real.txt'))).toBe('new\n')
})

test.each([
  ['that was there', 'old'],
  ['that was not', undefined],
])('of two writers of a file %s, the second keeps its own beside it', (_, old) => {
  if (old !== undefined) writeFileSync(path, old)
  const [first, second] = [replaceFile(path), replaceFile(path)]
  first.write('first')
  second.write('second')
  first.close()
  expect(() => second.close()).toThrow('another process has written')
  expect(textOf(path)).toBe('first\n')
  const beside = readdirSync(folder).filter(name => name !== 'a.txt')
  expect(beside.map(name => textOf(join(folder, name)))).toEqual(['second\n'])
})

test('a folder, a missing folder and a full device are errors', () => {
  expect(() => replaceFile(folder)).toThrow('it is a folder')
  expect(() => replaceFile(join(folder, 'none', 'a.txt'))).toThrow('there is no such file or folder')
  const full = replaceFile('/dev/full')
  expect(() => full.write('x')).toThrow('no space left on the disk')
  expect(() => full.close()).toThrow('no space left on the disk')
})
