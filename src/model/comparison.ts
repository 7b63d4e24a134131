// How does one scenario behave in several engines? Figures that can be compared across engines: verdicts, counts of objects, and when
// they are finalized. Never bytes.
import type { Claim } from '../scenario/scenario.ts'
import type { Engine } from './runtime.ts'
import type { Outcome } from './verdict.ts'

/**
 * When most of the finalization callbacks for watched objects ran, before the scenario was dropped. `last-reference`: outside of any
 * collection, when the last reference went. `exit`: none ran, and this engine finalizes what is alive when the program ends. `never`:
 * none ran, nor will one at exit. `unwatched`: no object was watched.
 */
export type FinalizedAt = 'last-reference' | 'collection' | 'exit' | 'never' | 'unwatched'

/** A variant in one engine. */
export interface ComparedCell {
  outcome: Outcome
  claim: Claim
  claimMet: boolean | null
  watched: number
  alive: number
  finalizedAt: FinalizedAt
  /** Why this engine differs: of a claim's exception, or of the twin. Absent where nothing is stated. */
  because?: string
}

export interface ComparedRow {
  variant: string
  /** By the column's name; without an entry where the variant has no counterpart in that engine. */
  cells: Record<string, ComparedCell>
}

export interface ComparedColumn {
  /** `Node 20.20.2` */
  name: string
  engine: Engine
  /** If it was not measured now, because the engine is not here: the day of the measurement, `2026-11-30`. */
  recordedOn?: string
}

export interface Comparison {
  scenario: string
  slug: string
  title: string
  ask: string
  columns: ComparedColumn[]
  rows: ComparedRow[]
}

/** The rows of all twins in one CPython, by the id of the scenario. */
export interface RecordedTwins {
  column: ComparedColumn & { recordedOn: string }
  scenarios: Record<string, ComparedRow[]>
}

/** A trial of a comparison: which cell it fills. */
export interface ComparedTrial {
  variant: string
  /** The name of the column. */
  column: string
}

/** Why the engines differ in a variant, each reason once. */
export function listReasons({ columns }: Pick<Comparison, 'columns'>, { cells }: ComparedRow): string[] {
  return [...new Set(columns.flatMap(({ name }) => cells[name]?.because ?? []))]
}

/** Whether objects are finalized at the last reference in one engine, and at a collection in another. */
export function differsInCounting(comparison: Pick<Comparison, 'rows'>): boolean {
  return hasBoth(comparison, 'last-reference', 'collection')
}

/** Whether objects that stay alive are finalized when the program ends in one engine, and never in another. */
export function differsAtExit(comparison: Pick<Comparison, 'rows'>): boolean {
  return hasBoth(comparison, 'exit', 'never')
}

function hasBoth({ rows }: Pick<Comparison, 'rows'>, one: FinalizedAt, other: FinalizedAt): boolean {
  return rows.some(({ cells }) => {
    const moments = Object.values(cells).map(({ finalizedAt }) => finalizedAt)
    return moments.includes(one) && moments.includes(other)
  })
}

/** Whether a plateau of a few objects was taken for none. */
export function isAnyByChance({ columns, rows }: Pick<Comparison, 'columns' | 'rows'>): boolean {
  const inexact = columns.filter(({ engine }) => engine === 'bun')
  return rows.some(({ cells }) =>
    inexact.some(({ name }) => cells[name]?.claim === 'plateaus' && cells[name].outcome === 'collected'),
  )
}
