import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { listBuiltin } from '../../src/catalog/builtin.ts'
import { closestName, findScenarios } from '../../src/catalog/find-scenarios.ts'

const folder = mkdtempSync(join(tmpdir(), 'leaklab-find-'))
mkdirSync(join(folder, 'deep', 'node_modules'), { recursive: true })
for (const name of [
  'b.mjs',
  'a.ts',
  '[id].leak.ts',
  'types.d.ts',
  'notes.txt',
  'deep/c.cjs',
  'deep/node_modules/d.js',
  '.hidden.js',
]) {
  writeFileSync(join(folder, name), '')
}
afterAll(() => rmSync(folder, { recursive: true }))

test('no target means all built-in scenarios', () => {
  expect(findScenarios([]).map(({ file }) => file.slug)).toEqual(
    expect.arrayContaining(['cyclic-nodes', 'strong-cache', 'weak-cache', 'finalizer-callbacks']),
  )
})

test.each(['strong-cache', 'caches/strong-cache'])('%s is found by its name', name => {
  expect(findScenarios([name]).map(({ file }) => file.id)).toEqual(['caches/strong-cache'])
})

test('a chapter means all its scenarios, and none is found twice', () => {
  const found = findScenarios(['caches', 'strong-cache']).map(({ file }) => file.id)
  const inCaches = listBuiltin().filter(({ chapter }) => chapter === 'caches')
  expect(found).toEqual(inCaches.map(({ id }) => id))
  expect(found).toContain('caches/strong-cache')
})

test('a folder means its scenario files, without hidden files, node_modules and declarations', () => {
  const found = findScenarios([folder])
  expect(found.map(({ file }) => file.file)).toEqual(
    ['[id].leak.ts', 'a.ts', 'b.mjs', 'deep/c.cjs'].map(name => join(folder, name)),
  )
  expect(found.every(other => other.folder === folder)).toBe(true)
})

test.each([
  ['**/*.{ts,mjs}', ['[id].leak.ts', 'a.ts', 'b.mjs']],
  ['*/*', ['deep/c.cjs']],
  ['deep/**', ['deep/c.cjs']],
  ['**', ['[id].leak.ts', 'a.ts', 'b.mjs', 'deep/c.cjs']],
])('the glob %s means the scenario files that it matches, and none in node_modules', (glob, names) => {
  const found = findScenarios([join(folder, glob)])
  expect(found.map(({ file }) => file.file)).toEqual(names.map(name => join(folder, name)))
})

test('a file name with glob characters means that file, and gives the slug', () => {
  const [found, ...more] = findScenarios([join(folder, '[id].leak.ts')])
  expect(found).toMatchObject({ file: { slug: '[id]' }, folder: undefined, exported: undefined })
  expect(more).toEqual([])
})

test('# selects one export of a file, and the whole file includes it', () => {
  const file = join(folder, 'a.ts')
  expect(findScenarios([`${file}#parsing`])).toMatchObject([{ exported: 'parsing', file: { file } }])
  const both = findScenarios([`${file}#parsing`, `${file}#caching`, `${file}#parsing`])
  expect(both.map(({ exported }) => exported)).toEqual(['parsing', 'caching'])
  expect(findScenarios([`${file}#parsing`, file]).map(({ exported }) => exported)).toEqual([undefined])
})

test('a target without a scenario is an error, unless that is allowed', () => {
  const problems: string[] = []
  expect(findScenarios([join(folder, '*.leek.ts')], ({ message }) => problems.push(message))).toEqual([])
  expect(problems).toEqual([expect.stringMatching(/^no file matches .*\*\.leek\.ts$/)])
})

test.each([
  [join(folder, '*.leek.ts'), 'no file matches', 'quote it'],
  [join(folder, 'gone.ts#parsing'), 'there is no', ''],
  ['strong-cash', "there is no scenario called 'strong-cash'", 'did you mean strong-cache?'],
  ['qqqqqqqq', "there is no scenario called 'qqqqqqqq'", '`leaklab list` shows all scenarios'],
  ['./nothing.ts', 'there is no file ./nothing.ts', 'check the path'],
  [join(folder, 'notes.txt'), 'is no JavaScript or TypeScript file', 'a scenario file ends in .ts'],
  [join(folder, 'deep', 'node_modules', '..', '..', 'gone'), 'there is no file', 'check the path'],
])('%s: the error says what is wrong and what to try', (target, message, hint) => {
  expect(() => findScenarios([target])).toThrow(
    expect.objectContaining({
      message: expect.stringContaining(message),
      hint: expect.stringContaining(hint),
    }),
  )
})

test('an empty folder is an error that names it', () => {
  const empty = join(folder, 'empty')
  mkdirSync(empty)
  expect(() => findScenarios([empty])).toThrow('there is no scenario file in')
})

test('the most similar name is offered only when it is similar enough', () => {
  expect(closestName('wek-cache', ['weak-cache', 'strong-cache'])).toBe('weak-cache')
  expect(closestName('cache', ['weak-cache', 'strong-cache'])).toBe('weak-cache')
  expect(closestName('zzz', ['weak-cache'])).toBeUndefined()
  expect(closestName('x', [])).toBeUndefined()
})
