// Which lessons are shown, and how do the notes reach a second terminal?
import { existsSync, linkSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { firstHour } from '../../src/catalog/first-hour.ts'
import { findLessons } from '../../src/cli/presentation/lesson-list.ts'
import { followNotes, notesAddress, serveNotes } from '../../src/cli/presentation/notes-channel.ts'
import type { Notes } from '../../src/model/notes.ts'
import { describeNotes } from '../../src/stage/notes/describe-notes.ts'
import { beginPresent, openInPresent } from '../../src/stage/present/state.ts'
import { strongCache } from '../stage/drive.ts'
import '../../src/report/words/words.ts'

const folder = mkdtempSync(join(tmpdir(), 'leaklab-present-'))
afterAll(() => rmSync(folder, { recursive: true }))

function write(name: string, text: string): string {
  const file = join(folder, name)
  writeFileSync(file, text)
  return file
}

test('without a name it is the first hour', () => {
  const { lessons } = findLessons([])
  expect(lessons.map(id => id.split('/')[1])).toEqual(firstHour.map(({ slug }) => slug))
})

test('a chapter, or scenarios by name', () => {
  expect(findLessons(['caches']).lessons).toContain('caches/strong-cache')
  expect(findLessons(['weak-cache', 'strong-cache']).lessons).toEqual([
    'caches/weak-cache',
    'caches/strong-cache',
  ])
})

test("a playlist's paths are relative to the playlist", () => {
  const mine = write('mine.mjs', 'export default () => () => {}')
  const list = write(
    'monday.json',
    JSON.stringify({ title: 'Monday', lessons: ['strong-cache', './mine.mjs', 'caches/weak-cache'] }),
  )
  expect(findLessons([list])).toEqual({
    name: 'Monday',
    lessons: ['caches/strong-cache', mine, 'caches/weak-cache'],
  })
})

test.each([
  ['{ "lessons": [] }', 'at ["lessons"]: expected one lesson or more'],
  ['{ "lessons": ["strong-cache", ""] }', 'at ["lessons"][1]: expected the name of a scenario'],
  ['{ "lessons": ["strong-cache"], "chapter": "a" }', '"chapter"'],
  ['["strong-cache"]', 'expected an object'],
  ['{', 'is no JSON'],
  ['{ "lessons": ["./not-there.mjs"] }', 'there is no file'],
  ['{ "lessons": ["strong-cach"] }', "there is no scenario called 'strong-cach'"],
])('the playlist %s is refused', (text, message) => {
  expect(() => findLessons([write('bad.json', text)])).toThrow(message)
})

test('a playlist that is not there', () => {
  expect(() => findLessons([join(folder, 'none.json')])).toThrow('there is no such file or folder')
})

const notes = describeNotes(openInPresent(beginPresent(['strong-cache'], 0), strongCache, null))

/** Collects what a second terminal gets, and waits for it. */
function follow(address: string) {
  const got: (Notes | null)[] = []
  let wake: (() => void) | undefined
  const close = followNotes(one => {
    got.push(one)
    wake?.()
  }, address)
  return {
    got,
    close,
    async has(count: number) {
      while (got.length < count)
        await new Promise<void>(resolve => {
          wake = resolve
        })
      return got[count - 1]
    },
  }
}

test('notes reach a second terminal, whichever began first, and it hears of the end', async () => {
  const address = join(folder, 'a.sock')
  const early = follow(address)
  const server = serveNotes(address)
  server.publish(notes)
  expect(await early.has(1)).toMatchObject({ title: 'Strong cache', of: 1, claim: 'leaks' })
  expect(statSync(address).mode & 0o777).toBe(0o600)
  const late = follow(address)
  expect(await late.has(1)).toMatchObject({ title: 'Strong cache' })
  server.publish({ ...notes, scene: 'watch' })
  expect(await late.has(2)).toMatchObject({ scene: 'watch' })
  server.close()
  expect(await late.has(3)).toBeNull()
  early.close()
  late.close()
  expect(existsSync(address)).toBe(false)
})

test('the clock of who comes late is right', async () => {
  const address = join(folder, 'b.sock')
  const server = serveNotes(address)
  server.publish({ ...notes, elapsedMs: 60_000 })
  const first = follow(address)
  const at = await first.has(1)
  const second = follow(address)
  const then = await second.has(1)
  expect(at!.elapsedMs).toBeGreaterThanOrEqual(60_000)
  expect(then!.elapsedMs).toBeGreaterThan(at!.elapsedMs)
  for (const one of [first, second]) one.close()
  server.close()
})

test('a second presentation leaves the notes to the first; after a killed one, the address is taken over', async () => {
  const address = join(folder, 'c.sock')
  const first = serveNotes(address)
  first.publish({ ...notes, title: 'first' })
  const reader = follow(address)
  await reader.has(1)
  const second = serveNotes(address)
  second.publish({ ...notes, title: 'second' })
  const other = follow(address)
  expect(await other.has(1)).toMatchObject({ title: 'first' })
  for (const one of [reader, other]) one.close()
  for (const one of [first, second]) one.close()

  // What is left by a process that was killed: a socket to which nobody listens.
  const stale = join(folder, 'd.sock')
  const killed = createServer()
  await new Promise<void>(resolve => killed.listen(stale, resolve))
  const kept = join(folder, 'kept.sock')
  linkSync(stale, kept)
  await new Promise(resolve => killed.close(resolve))
  expect(existsSync(kept)).toBe(true)
  const third = serveNotes(kept)
  third.publish({ ...notes, title: 'third' })
  const again = follow(kept)
  expect(await again.has(1)).toMatchObject({ title: 'third' })
  again.close()
  third.close()
})

test('a path that is too long for a socket is replaced', () => {
  const long = `/${'x'.repeat(120)}`
  expect(Buffer.byteLength(notesAddress('linux', long))).toBeLessThan(100)
  expect(notesAddress('linux', '/home/a/.local/state/leaklab')).toBe(
    '/home/a/.local/state/leaklab/notes.sock',
  )
  expect(notesAddress('win32')).toMatch(/^\\\\\.\\pipe\\leaklab-notes-/)
})
