// The page of `leaklab compare`: engines across where they fit, below each other where not, and why they differ.
import { expect, test } from 'vitest'
import type { ComparedCell, Comparison } from '../../../src/model/comparison.ts'
import { renderComparison } from '../../../src/report/pages/compare.ts'
import type { Style } from '../../../src/report/terminal/style.ts'
import { widthOf } from '../../../src/report/terminal/width.ts'

const style = (width: number): Style => ({ color: false, unicode: true, width })

const cell = (changes: Partial<ComparedCell> = {}): ComparedCell => ({
  outcome: 'collected',
  claim: 'collects',
  claimMet: true,
  watched: 15_452,
  alive: 0,
  finalizedAt: 'collection',
  ...changes,
})

const names = ['Node 20.20.2', 'Bun 1.4.5', 'Deno 2.9.6', 'CPython 3.11.7']
const comparison: Comparison = {
  scenario: 'reachability/cyclic-nodes',
  slug: 'cyclic-nodes',
  title: 'Cyclic nodes',
  ask: 'Are they collected?',
  columns: [
    { name: names[0]!, engine: 'node' },
    { name: names[1]!, engine: 'bun' },
    { name: names[2]!, engine: 'deno' },
    { name: names[3]!, engine: 'python' },
  ],
  rows: [
    {
      variant: 'strong down, weak up',
      cells: {
        [names[0]!]: cell(),
        [names[1]!]: cell({ because: 'in Bun it is so' }),
        [names[2]!]: cell({ outcome: 'leaking', claimMet: false, alive: 15_452, finalizedAt: 'never' }),
        [names[3]!]: cell({ finalizedAt: 'last-reference', because: '`gc` does it.' }),
      },
    },
    { variant: 'collector off', cells: { [names[3]!]: cell({ watched: 0, finalizedAt: 'unwatched' }) } },
  ],
}

test('with four engines the table fits 80 columns', () => {
  const text = renderComparison(comparison, style(80))
  expect(text).toBe(`Cyclic nodes
Are they collected?

variant         Node 20.20.2  Bun 1.4.5    Deno 2.9.6  CPython 3.11.7
─────────────────────────────────────────────────────────────────────
strong down, weak up
  verdict       ✔ collected   ✔ collected  ✘ leaking   ✔ collected
  alive         0 of 15,452   0 of 15,452  all 15,452  0 of 15,452
  finalized at  collection    collection   never       last reference
collector off
  verdict       –             –            –           ✔ collected
  alive         –             –            –           not watched
  finalized at  –             –            –           not watched

Why they differ
  CPython counts references: an object without a cycle is finalized as soon as
  its last reference goes. In JavaScript an object is finalized at some
  collection after that.
  strong down, weak up
    In Bun it is so.
    \`gc\` does it.

Bytes are not compared: each engine counts them in its own way.`)
})

test.each([60, 40, 24])('in %i columns the engines are below each other, and nothing overflows', width => {
  const text = renderComparison(comparison, style(width))
  expect(Math.max(...text.split('\n').map(widthOf))).toBeLessThanOrEqual(width)
  expect(text.replaceAll(/\s+/g, ' ')).toContain('CPython 3.11.7 ✔ collected')
  expect(text.replaceAll(/\s+/g, ' ')).toContain('0 of 15,452 alive, finalized at the last reference')
  expect(text.replaceAll(/\s+/g, ' ')).toContain('no object watched')
})

test('what was recorded says when', () => {
  const columns = comparison.columns.map(column =>
    column.engine === 'python' ? { ...column, recordedOn: '2026-11-30' } : column,
  )
  expect(renderComparison({ ...comparison, columns }, style(200))).toContain(
    'CPython 3.11.7 is not measured here, because there is no python3: its figures were recorded on 2026-11-30.',
  )
})

test('a plateau of a few objects that counts as collected is explained, in Bun only', () => {
  const few = cell({ claim: 'plateaus', alive: 2 })
  const withFew = (name: string): Comparison => ({
    ...comparison,
    rows: [{ variant: 'a', cells: { [name]: few } }],
  })
  expect(renderComparison(withFew(names[1]!), style(400))).toContain(
    'A plateau of a few objects counts as collected',
  )
  expect(renderComparison(withFew(names[0]!), style(400))).not.toContain('by chance')
})

test('what is finalized at exit in one engine and never in another is explained', () => {
  const alive = { outcome: 'leaking', alive: 15_452 } as const
  const cells = {
    [names[0]!]: cell({ ...alive, finalizedAt: 'never' }),
    [names[3]!]: cell({ ...alive, finalizedAt: 'exit' }),
  }
  const both = { ...comparison, rows: [{ variant: 'a', cells }] }
  expect(renderComparison(both, style(400))).toMatch(/finalized at .*never .*exit$/m)
  expect(renderComparison(both, style(400))).toContain('When a program in CPython ends')
  expect(renderComparison(both, style(60))).toContain('finalized at exit')
  expect(renderComparison(comparison, style(400))).not.toContain('ends')
})

test('names of variants and reasons cannot write to the terminal', () => {
  const hostile = `a\u001b]52;c;eA==\u0007\u202e\n::error::b`
  const rows = [{ variant: hostile, cells: { [names[0]!]: cell({ because: hostile }) } }]
  const text = renderComparison({ ...comparison, title: hostile, ask: hostile, rows }, style(80))
  for (const sign of ['\u001b', '\u0007', '\u202e', '\n::']) expect(text).not.toContain(sign)
})
