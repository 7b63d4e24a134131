// The twins in Python, as texts: each is beside a scenario, has variants of the same names, and is written for a student to read.
import { readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { expect, test } from 'vitest'
import { loadCatalog } from '../../src/catalog/builtin.ts'
import { isRuntimeRange } from '../../src/scenario/runtime-range.ts'

const folder = resolve(import.meta.dirname, '../../scenarios')
const catalog = await loadCatalog()
const twins = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter(name => name.endsWith('.py'))
  .map(name => ({ id: name.replace(/\.py$/, ''), text: readFileSync(join(folder, name), 'utf8') }))

/** The keys of a module's dict: they are written on lines of their own, with four spaces before them. */
function keysOf(text: string, dict: string): string[] {
  const body = new RegExp(`^${dict} = \\{\\n([\\s\\S]*?)^\\}$`, 'm').exec(text)?.[1] ?? ''
  return [...body.matchAll(/^ {4}"([^"]+)":/gm)].map(([, key]) => key!)
}

const variantsOf = (text: string) => ['leaks', 'plateaus', 'collects'].flatMap(claim => keysOf(text, claim))

test('there are twins', () => {
  expect(twins.length).toBeGreaterThanOrEqual(22)
})

test.each(twins)('$id is beside a scenario and has most of its variants', ({ id, text }) => {
  const scenario = catalog.find(entry => entry.id === id)
  const names = scenario!.outline.variants.map(({ name }) => name)
  const own = variantsOf(text)
  const shared = names.filter(name => own.includes(name))
  expect(shared.length).toBeGreaterThanOrEqual(names.length / 2)
  expect(shared.length).toBeGreaterThanOrEqual(2)
})

test.each(twins)('$id says what differs, of variants that it has', ({ text }) => {
  const own = variantsOf(text)
  for (const dict of ['differs', 'exceptions'])
    expect(keysOf(text, dict).filter(name => !own.includes(name))).toEqual([])
  expect(own).toEqual([...new Set(own)])
})

test.each(twins)('$id has exceptions of CPython only', ({ text }) => {
  const ranges = [...text.matchAll(/"runtimes": "([^"]*)"/g)].map(([, range]) => range!)
  expect(ranges.filter(range => !isRuntimeRange(range) || !range.startsWith('python '))).toEqual([])
})

test('a variant with another claim than in JavaScript says why', () => {
  const silent = twins.flatMap(({ id, text }) =>
    catalog
      .find(entry => entry.id === id)!
      .outline.variants.filter(({ name, claim }) => {
        const isHere = variantsOf(text).includes(name)
        return isHere && !keysOf(text, claim).includes(name) && !keysOf(text, 'differs').includes(name)
      })
      .map(({ name }) => `${id} › ${name}`),
  )
  expect(silent).toEqual([])
})

test.each(twins)('$id begins with what it shows, and has no line longer than 88 characters', ({ text }) => {
  expect(text).toMatch(/^"""[A-Z`].*[.:](?:\n|""")/)
  expect(text.split('\n').filter(line => line.length > 88)).toEqual([])
  expect(text).not.toContain('\t')
})
