// What every scenario of ours is: a slide with a question, a leak and its fix beside it, and a lesson.
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { listBuiltin, loadBuiltin, loadCatalog, readSource } from '../../src/catalog/builtin.ts'
import { classProblems, countCode } from './slide.ts'

const files = listBuiltin()
/** Lines of code, as `countCode` counts them; the longest scenario has so many. */
const mostCode = 45

test('names are unique, in kebab case', () => {
  const slugs = files.map(({ slug }) => slug)
  expect(new Set(slugs).size).toBe(slugs.length)
  for (const slug of slugs) expect(slug).toMatch(/^[a-z]+(-[a-z]+)*$/)
})

test.each(files)('$id is a slide', async file => {
  const { outline } = await loadBuiltin(file)
  const { title, ask, learn, variants } = outline
  // Not the file's name, which stands in for a title.
  expect(title).toMatch(/^[A-Z]/)
  expect(title.toLowerCase().replaceAll(' ', '-')).toBe(file.slug)
  expect(ask).toMatch(/\?$/)
  expect(ask.length).toBeLessThan(140)
  expect(learn).toMatch(/^[A-Z].*\.$/)
  expect(learn.split(/(?<=[.?!:]) /).length).toBeLessThanOrEqual(5)
  expect(new Set(variants.map(({ name }) => name)).size).toBe(variants.length)
  // Only what merely looks like a leak may have none.
  const mayBeClean = file.id.startsWith('look-alikes/')
  expect(mayBeClean || variants.some(({ claim }) => claim === 'leaks')).toBe(true)
  expect(variants.some(({ claim }) => claim !== 'leaks')).toBe(true)
  expect(variants.every(({ stated }) => stated)).toBe(true)
  // It fits a screen, and every leak is written to be read: no import but types, built-ins and our collections.
  const source = readSource(file)
  expect(countCode(source)).toBeLessThanOrEqual(mostCode)
  expect(classProblems(source)).toEqual([])
  for (const [, from] of source.matchAll(/^import .* from '(.*)'$/gm))
    expect(from).toMatch(/^(leaklab|leaklab\/collections|node:.*)$/)
})

test('the words that are kept together are those of the scenarios', async () => {
  const [kept, loaded] = [await loadCatalog(), await Promise.all(files.map(loadBuiltin))]
  expect(kept, '`npm run outlines` makes them anew').toEqual(loaded)
  const file = new URL('../../scenarios/outlines.json', import.meta.url)
  expect(Object.keys(JSON.parse(readFileSync(file, 'utf8')))).toEqual(loaded.map(({ id }) => id))
})
