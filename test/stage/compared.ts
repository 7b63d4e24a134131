// A scenario in four engines, as it would be measured: what is planned, and the cell of each trial.
import type { ComparedCell, ComparedTrial, Comparison } from '../../src/model/comparison.ts'
import type { Engine } from '../../src/model/runtime.ts'
import type { EnginesEvent } from '../../src/stage/engines/state.ts'
import { measured } from './drive.ts'

const leaking: ComparedCell = {
  outcome: 'leaking',
  claim: 'leaks',
  claimMet: true,
  watched: 47_952,
  alive: 47_952,
  finalizedAt: 'never',
}
const plateau: ComparedCell = {
  outcome: 'plateau',
  claim: 'plateaus',
  claimMet: true,
  watched: 40_452,
  alive: 2,
  finalizedAt: 'collection',
}
const collected: ComparedCell = { ...plateau, outcome: 'collected', claim: 'collects', alive: 0 }
const byCounting: ComparedCell = { ...collected, finalizedAt: 'last-reference' }
const uncertain: ComparedCell = { ...collected, outcome: 'inconclusive', claimMet: null }
const failed: ComparedCell = {
  ...leaking,
  outcome: 'failed',
  claimMet: null,
  watched: 0,
  alive: 0,
  finalizedAt: 'unwatched',
}

const [node, bun, deno, python] = ['Node 20.20.2', 'Bun 1.4.5', 'Deno 2.9.6', 'CPython 3.11.7'] as const
const variants: [variant: string, cells: Record<string, ComparedCell>][] = [
  [
    'ring with one forgotten reference',
    { [node]: leaking, [bun]: leaking, [deno]: failed, [python]: leaking },
  ],
  [
    'only the newest ring remembered',
    {
      [node]: plateau,
      [bun]: { ...plateau, outcome: 'collected' },
      [deno]: plateau,
      [python]: plateau,
    },
  ],
  [
    'dropped ring',
    {
      [node]: collected,
      [bun]: { ...uncertain, because: 'Bun keeps the newest ring on its stack' },
      [deno]: collected,
      [python]: {
        ...collected,
        because:
          'CPython counts references, and in a ring the counts stay above zero: only its second collector, for cycles, frees the ring.',
      },
    },
  ],
  ['strong down, weak up', { [node]: collected, [bun]: collected, [deno]: collected, [python]: byCounting }],
  [
    'dropped ring, collector off',
    {
      [python]: {
        ...leaking,
        because:
          '`gc.disable()` turns the cycle collector off, and a ring is never freed; a JavaScript program cannot turn its collector off.',
      },
    },
  ],
  ['strong down, weak up, collector off', { [python]: byCounting }],
]
const engineOf: Record<string, Engine> = { [node]: 'node', [bun]: 'bun', [deno]: 'deno', [python]: 'python' }

export const comparison: Comparison = {
  scenario: 'caches/strong-cache',
  slug: 'strong-cache',
  title: 'Strong cache',
  ask: '',
  columns: [node, bun, deno, python].map(name => ({ name, engine: engineOf[name]! })),
  rows: variants.map(([variant]) => ({ variant, cells: {} })),
}
const planned = variants.flatMap(([variant, cells]) =>
  Object.entries(cells).map(([column, cell]) => ({ trial: { variant, column }, cell })),
)
export const trials: ComparedTrial[] = planned.map(({ trial }) => trial)

export const begun: EnginesEvent = { type: 'begun', comparison, trials, missing: [] }
export const progress: EnginesEvent = { type: 'progress', recording: measured.variant.recording }

/** The results of trials, by their indexes. */
export function results(from = 0, to = planned.length): EnginesEvent[] {
  return planned.slice(from, to).map(({ cell }, at) => ({ type: 'result', index: from + at, cell }))
}

/** A machine with Node only: the figures of CPython were recorded. */
export const withRecorded: EnginesEvent[] = [
  {
    type: 'begun',
    comparison: {
      ...comparison,
      columns: [comparison.columns[0]!, { name: python, engine: 'python', recordedOn: '2026-11-30' }],
      rows: variants.map(([variant, cells]) => ({
        variant,
        cells: cells[python] === undefined ? {} : { [python]: cells[python] },
      })),
    },
    trials: trials.filter(({ column }) => column === node),
    missing: ['bun', 'deno', 'python'],
  },
  ...planned
    .filter(({ trial }) => trial.column === node)
    .map(({ cell }, index): EnginesEvent => ({ type: 'result', index, cell })),
]
