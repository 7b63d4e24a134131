// What every scenario of ours is: a slide with a question, a leak and its fix beside it, and a lesson.
import { expect, test } from 'vitest'
import { listBuiltin, loadBuiltin, readSource } from '../../src/catalog/builtin.ts'

const files = listBuiltin()

test('names are unique, in kebab case', () => {
  const slugs = files.map(({ slug }) => slug)
  expect(new Set(slugs).size).toBe(slugs.length)
  for (const slug of slugs) expect(slug).toMatch(/^[a-z]+(-[a-z]+)*$/)
})

test.each(files)('$id is a slide', async file => {
  const { outline } = await loadBuiltin(file)
  const { title, ask, learn, variants } = outline
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
  expect(source.split('\n').length).toBeLessThan(120)
  for (const [, from] of source.matchAll(/^import .* from '(.*)'$/gm))
    expect(from).toMatch(/^(leaklab|leaklab\/collections|node:.*)$/)
})
