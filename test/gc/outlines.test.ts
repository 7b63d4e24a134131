// The outlines that the build writes into one file are those of the scenarios themselves.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { expect, test } from 'vitest'
import { root } from './leaklab.ts'

test('the built outlines are complete and those of the modules', async () => {
  const catalog = pathToFileURL(join(root, 'dist/src/catalog/builtin.js')).href
  const { listBuiltin, loadBuiltin, loadCatalog } = (await import(
    catalog
  )) as typeof import('../../src/catalog/builtin.ts')
  const modules = await Promise.all(listBuiltin().map(loadBuiltin))
  const built = JSON.parse(readFileSync(join(root, 'dist/scenarios/outlines.json'), 'utf8')) as object
  expect(Object.keys(built)).toEqual(modules.map(({ id }) => id))
  expect(await loadCatalog()).toEqual(modules)
})
