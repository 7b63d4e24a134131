import { expect, test } from 'vitest'
import { listBuiltin, loadBuiltin, readSource } from '../../src/catalog/builtin.ts'
import { classProblems, countCode } from './slide.ts'

const files = listBuiltin()
/** Maximum lines of code, as `countCode` counts them: those of the longest scenario. */
const maxCodeLines = 45

test('names are unique, in kebab case', () => {
  const slugs = files.map(({ slug }) => slug)
  expect(new Set(slugs).size).toBe(slugs.length)
  for (const slug of slugs) expect(slug).toMatch(/^[a-z]+(-[a-z]+)*$/)
})

test.each(files)('$id is a slide', async file => {
  const { outline } = await loadBuiltin(file)
  const { title, ask, learn, variants } = outline
  // The title must be written: the file's name, its default, begins with a small letter.
  expect(title).toMatch(/^[A-Z]/)
  expect(title.toLowerCase().replaceAll(' ', '-')).toBe(file.slug)
  expect(ask).toMatch(/\?$/)
  expect(ask.length).toBeLessThan(140)
  expect(learn).toMatch(/^[A-Z].*\.$/)
  expect(learn.split(/(?<=[.?!:]) /).length).toBeLessThanOrEqual(5)
  expect(new Set(variants.map(({ name }) => name)).size).toBe(variants.length)
  // Only a look-alike may have no leaking variant.
  const mayBeClean = file.id.startsWith('look-alikes/')
  expect(mayBeClean || variants.some(({ claim }) => claim === 'leaks')).toBe(true)
  expect(variants.some(({ claim }) => claim !== 'leaks')).toBe(true)
  expect(variants.every(({ stated }) => stated)).toBe(true)
  // It fits a screen, and imports only types, built-ins and leaklab's collections.
  const source = readSource(file)
  expect(countCode(source)).toBeLessThanOrEqual(maxCodeLines)
  expect(classProblems(source)).toEqual([])
  for (const [, from] of source.matchAll(/^import .* from '(.*)'$/gm))
    expect(from).toMatch(/^(leaklab|leaklab\/collections|node:.*)$/)
})
