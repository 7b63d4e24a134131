// A fingerprint identifies a leak, whatever else differs between runs.
import { expect, test } from 'vitest'
import type { RetainingStep } from '../../src/model/retention.ts'
import { fingerprintOf } from '../../src/retention/fingerprint.ts'

const step = (by: RetainingStep['by'], name: string, what: string, id = 1): RetainingStep => {
  return { by, name, what, id, scope: '', place: `a.js:${id}`, times: 1, repeatedSteps: 1 }
}
const path = (...steps: RetainingStep[]) => ({
  steps: [step('root', 'module', 'Generator'), step('variable', 'log', 'Log'), ...steps],
})

test('indexes, ids, places and the class of a root do not count', () => {
  const one = path(step('element', '3', 'Entry', 7))
  const other = path(step('element', '90', 'Entry', 8))
  const [root, ...rest] = other.steps
  expect(fingerprintOf(one)).toMatch(/^[0-9a-f]{12}$/)
  expect(fingerprintOf({ steps: [{ ...root!, what: 'SourceTextModule' }, ...rest] })).toBe(fingerprintOf(one))
})

test('names count', () => {
  const all = [
    path(step('property', 'a', 'Entry')),
    path(step('property', 'b', 'Entry')),
    path(step('property', 'a', 'Other')),
    path(step('entry', 'a', 'Entry')),
    path(),
  ].map(fingerprintOf)
  expect(new Set(all).size).toBe(all.length)
})

test('a repeated part counts once', () => {
  const [next, link] = [step('property', 'next', 'Node'), step('property', 'pair', 'Pair')]
  const once = fingerprintOf(path(next))
  for (const times of [2, 3, 50]) expect(fingerprintOf(path(...Array(times).fill(next)))).toBe(once)
  expect(fingerprintOf(path(next, link, next, link))).toBe(fingerprintOf(path(next, link)))
  expect(fingerprintOf(path({ ...next, times: 40 }))).toBe(once)
  expect(fingerprintOf(path(next, link))).not.toBe(once)
})
