// Which lines of code are the fix?
import { expect, test } from 'vitest'
import type { Result } from '../../../src/model/report.ts'
import type { Outcome } from '../../../src/model/verdict.ts'
import { renderFixes } from '../../../src/report/trial/fixes.ts'
import { ascii, plain, recording, subject, verdict } from '../build.ts'

const codes: Record<string, string> = {
  kept: 'kept: lab => {\n  const all = new Set()\n  return () => {\n    all.add(lab.watch({}))\n  }\n}',
  'in a WeakSet':
    "'in a WeakSet': lab => {\n  const all = new WeakSet()\n  return () => {\n    all.add(lab.watch({}))\n  }\n}",
  deleted:
    'deleted: lab => {\n  const all = new Set()\n  return () => {\n    const one = lab.watch({})\n    all.add(one)\n    all.delete(one)\n  }\n}',
  other: 'other: () => {\n  one()\n  two()\n  three()\n  four()\n  five()\n  six()\n}',
}

function result(variant: string, outcome: Outcome, runtime: string | null = null): Result {
  return {
    recording: recording({ subject: { ...subject, variant, runtime }, code: codes[variant] ?? null }),
    verdict: verdict(outcome),
    retries: 0,
  }
}

test('the difference to the most similar variant that did not leak', () => {
  const results = [
    result('kept', 'leaking'),
    result('deleted', 'collected'),
    result('in a WeakSet', 'plateau'),
  ]
  expect(renderFixes(results, plain)).toBe(
    `
From leak to fix: kept → in a WeakSet
  - const all = new Set()
  + const all = new WeakSet()`.trim(),
  )
  expect(renderFixes(results.slice(0, 2), { ...ascii, width: 30 })).toBe(
    `
From leak to fix: kept ->
deleted
  - all.add(lab.watch({}))
  + const one = lab.watch({})
  + all.add(one)
  + all.delete(one)`.trim(),
  )
})

test.each([
  ['nothing leaked', [result('kept', 'collected'), result('deleted', 'collected')]],
  ['everything leaked', [result('kept', 'leaking'), result('deleted', 'leaking')]],
  ['no verdict on the fix', [result('kept', 'leaking'), result('deleted', 'inconclusive')]],
  [
    'a fix that leaks elsewhere',
    [result('kept', 'leaking'), result('deleted', 'collected', 'a'), result('deleted', 'leaking', 'b')],
  ],
  ['another program', [result('kept', 'leaking'), result('other', 'collected')]],
  ['code that is not known', [result('kept', 'leaking'), result('gone', 'collected')]],
])('nothing is printed: %s', (_, results) => {
  expect(renderFixes(results, plain)).toBe('')
})

test('in several runtimes each leak is printed once', () => {
  const results = ['a', 'b'].flatMap(runtime => [
    result('kept', 'leaking', runtime),
    result('in a WeakSet', 'collected', runtime),
  ])
  expect(renderFixes(results, plain).match(/From leak to fix/g)).toHaveLength(1)
})
