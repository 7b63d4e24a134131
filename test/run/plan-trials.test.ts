// From outlines to trials: a variant's tolerances come from its scenario and from leaklab.budget.json.
import { expect, test } from 'vitest'
import type { Found } from '../../src/catalog/find-scenarios.ts'
import { planTrials } from '../../src/run/plan-trials.ts'
import { ownNode } from '../../src/runtimes/node.ts'

const because = 'it is emptied at night'
const plan = { rounds: null, steps: null, timeoutMs: 1, heapLimitMb: 16, snapshots: 'never' as const }
const variant = { claim: 'collects' as const, stated: true, exceptions: [] }
const outline = {
  title: 'T',
  ask: '',
  learn: '',
  variants: [
    { ...variant, name: 'a', tolerances: { budgets: [], acceptances: [] } },
    { ...variant, name: 'b' },
    { ...variant, name: 'constructor' },
  ],
}
const budgets = { 'x.ts': { a: { bytesPerStep: 9, because, fingerprints: [] } } }

function tolerancesOf(builtin: boolean) {
  const file = { id: 'x.ts', slug: 'x', chapter: '', file: '/x.ts', source: '/x.ts' }
  const found: Found = { file, builtin, folder: undefined, exported: undefined }
  const { trials } = planTrials([found], [[{ name: 'default', outline }]], {
    plan,
    runtimes: [ownNode()],
    budgets,
  })
  return trials.map(({ subject }) => subject.tolerances)
}

test('the entry of a variant is added to the tolerances of its scenario', () => {
  const budget = { bytesPerStep: 9, survivors: null, fingerprints: [], because, sharers: 1 }
  expect(tolerancesOf(false)).toEqual([{ budgets: [budget], acceptances: [] }, undefined, undefined])
})

test('the file does not apply to the scenarios of leaklab', () => {
  expect(tolerancesOf(true)).toEqual([{ budgets: [], acceptances: [] }, undefined, undefined])
})
