// Each leaking variant has a fixed variant that differs from it by a line or two. Other tests run both and check the claims;
// this one compares their source text.
import { expect, test } from 'vitest'
import { listBuiltin, loadBuiltin, readSource } from '../../src/catalog/builtin.ts'
import { cutSource } from '../../src/catalog/source.ts'

/** Lines that may be removed or added. */
const maxDifference = 2

test.each(listBuiltin())('$id: each leak has a fixed variant', async file => {
  const { outline } = await loadBuiltin(file)
  const { variants } = cutSource(readSource(file), outline.variants)
  const fixes = variants.filter(({ claim }) => claim !== 'leaks')
  for (const leak of variants.filter(({ claim }) => claim === 'leaks')) {
    const differences = fixes.map(fix => differ(linesOf(leak), linesOf(fix)))
    const smallest = Math.min(...differences.map(({ removed, added }) => Math.max(removed, added)))
    expect(smallest, `${leak.name}: ${JSON.stringify(differences)}`).toBeLessThanOrEqual(maxDifference)
  }
})

/** The lines of a variant without its name, which always differs, and without comments. */
function linesOf({ name, code }: { name: string; code: string }): string[] {
  const body = code.trimStart().replace(/^(['"`])(?:\\.|(?!\1).)*\1|^[\w$]+/, '')
  expect(body, name).not.toBe(code)
  return body
    .split('\n')
    .map(line => line.replace(/\/\/.*$/, '').trim())
    .filter(line => line !== '')
}

/** Numbers of lines that only one of the two has, by their longest common subsequence. */
function differ(a: string[], b: string[]): { removed: number; added: number } {
  const lengths = Array.from({ length: a.length + 1 }, () => new Array<number>(b.length + 1).fill(0))
  for (let i = a.length - 1; i >= 0; i--) {
    for (let j = b.length - 1; j >= 0; j--) {
      lengths[i]![j] =
        a[i] === b[j] ? lengths[i + 1]![j + 1]! + 1 : Math.max(lengths[i + 1]![j]!, lengths[i]![j + 1]!)
    }
  }
  const common = lengths[0]![0]!
  return { removed: a.length - common, added: b.length - common }
}
