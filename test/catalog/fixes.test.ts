// Each leaking variant has a fixed variant that differs from it by a line or two. Other tests run both and check the claims;
// this one compares their source text.
import { expect, test } from 'vitest'
import { listBuiltin, loadBuiltin, readSource } from '../../src/catalog/builtin.ts'
import { differCode } from '../../src/catalog/code-difference.ts'
import { cutSource } from '../../src/catalog/source.ts'

/** Lines that may be removed or added. */
const maxDifference = 2

test.each(listBuiltin())('$id: each leak has a fixed variant', async file => {
  const { outline } = await loadBuiltin(file)
  const { variants } = cutSource(readSource(file), outline.variants)
  const fixes = variants.filter(({ claim }) => claim !== 'leaks')
  for (const leak of variants.filter(({ claim }) => claim === 'leaks')) {
    const differences = fixes.map(fix => differ(leak.code, fix.code))
    const smallest = Math.min(...differences.map(({ removed, added }) => Math.max(removed, added)))
    expect(smallest, `${leak.name}: ${JSON.stringify(differences)}`).toBeLessThanOrEqual(maxDifference)
  }
})

function differ(leak: string, fix: string): { removed: number; added: number } {
  const changes = differCode(leak, fix)
  // Two variants of different names never have the same code, so nothing in common means that one was not found.
  expect(changes).not.toEqual([])
  const added = changes.filter(({ isAdded }) => isAdded).length
  return { removed: changes.length - added, added }
}
