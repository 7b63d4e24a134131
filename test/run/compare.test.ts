// Results of several engines side by side: when objects were finalized, and rows of different engines together.
import { expect, test } from 'vitest'
import { listBuiltin } from '../../src/catalog/builtin.ts'
import { mergeRows, readRecordedTwins } from '../../src/catalog/recorded-twins.ts'
import { findTwin } from '../../src/catalog/twin.ts'
import type { ComparedCell, Comparison } from '../../src/model/comparison.ts'
import type { Runtime } from '../../src/model/runtime.ts'
import { addRecorded, finalizedAt } from '../../src/run/compare.ts'
import { makeReading } from '../recordings.ts'

const cell: ComparedCell = {
  outcome: 'collected',
  claim: 'collects',
  claimMet: true,
  watched: 10,
  alive: 0,
  finalizedAt: 'collection',
}

test.each([
  ['unwatched', { watched: 0, finalized: 0 }],
  ['never', { watched: 10, finalized: 0 }],
  ['exit', { watched: 10, finalized: 0 }, { finalizesAtExit: true }],
  ['collection', { watched: 10, finalized: 8 }, { finalizesAtExit: true }],
  ['collection', { watched: 10, finalized: 8, finalizedAtOnce: 4 }],
  ['last-reference', { watched: 10, finalized: 8, finalizedAtOnce: 5 }],
] as const)(
  'finalized at: %s',
  (expected, changes, engine: Pick<Runtime, 'finalizesAtExit'> = { finalizesAtExit: false }) => {
    const rounds = [makeReading({ watched: 99 }), makeReading(changes)]
    expect(finalizedAt({ ending: { kind: 'complete' }, rounds }, engine)).toBe(expected)
  },
)

test('a program that was ended finalizes nothing at exit', () => {
  const rounds = [makeReading({ watched: 10, finalized: 0 })]
  const ending = { kind: 'exited', code: 3 } as const
  expect(finalizedAt({ ending, rounds }, { finalizesAtExit: true })).toBe('never')
})

test('without a round nothing was watched', () => {
  expect(finalizedAt({ ending: { kind: 'complete' }, rounds: [] }, { finalizesAtExit: true })).toBe(
    'unwatched',
  )
})

test('rows of one variant become one, and others are added at the end', () => {
  const rows = [
    { variant: 'a', cells: { Node: cell } },
    { variant: 'b', cells: { Node: cell } },
  ]
  const merged = mergeRows(rows, [
    { variant: 'c', cells: { CPython: cell } },
    { variant: 'b', cells: { CPython: cell } },
  ])
  expect(merged.map(({ variant, cells }) => [variant, ...Object.keys(cells)])).toEqual([
    ['a', 'Node'],
    ['b', 'Node', 'CPython'],
    ['c', 'CPython'],
  ])
  expect(Object.keys(rows[1]!.cells)).toEqual(['Node'])
})

test('what was recorded in CPython has every twin, and each of its claims was met', () => {
  const recorded = readRecordedTwins()!
  const twins = listBuiltin()
    .map(file => ({ file, builtin: true, folder: undefined, exported: undefined }))
    .filter(found => findTwin(found) !== undefined)
  expect(Object.keys(recorded.scenarios).sort()).toEqual(twins.map(({ file }) => file.id).sort())
  expect(recorded.column).toMatchObject({
    engine: 'python',
    recordedOn: expect.stringMatching(/^\d{4}-\d\d-\d\d$/),
  })
  for (const rows of Object.values(recorded.scenarios))
    for (const { cells } of rows) expect(cells[recorded.column.name]).toMatchObject({ claimMet: true })
})

test('a scenario without a twin stays as it is', () => {
  const comparison: Comparison = { scenario: 'x/y', slug: 'y', title: '', ask: '', columns: [], rows: [] }
  expect(addRecorded(comparison, readRecordedTwins()!)).toBe(comparison)
})
