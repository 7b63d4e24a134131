// How many watched objects are alive after a collection, and does their number grow?
import type { Recording } from '../../model/recording.ts'
import type { Evidence } from '../../model/verdict.ts'
import type { SeriesTrend } from '../trend.ts'

/** A conservative scan of the stack finds so many objects by chance at most, and of so many objects only. */
const mostByChance = 8
const fewestWatched = 100

type Survivors = Extract<Evidence, { kind: 'survivors' }>

/** @returns the evidence, or undefined when nothing was watched */
export function findSurvivors(recording: Recording, { trend }: SeriesTrend): Survivors | undefined {
  const last = recording.rounds.at(-1)
  if (last === undefined || last.watched === 0) return undefined
  return {
    kind: 'survivors',
    pointsTo:
      trend === 'rising'
        ? 'leaking'
        : trend === 'unclear'
          ? 'nothing'
          : last.alive > 0 && !areByChance(recording)
            ? 'plateau'
            : 'collected',
    trend,
    watched: last.watched,
    alive: last.alive,
    oldestRound: last.oldestRound,
    lastRound: last.round,
    labels: recording.labels,
  }
}

/**
 * Whether the objects that are alive can be alive by chance: the engine takes each word on the stack that looks like an address for
 * one, and there are no more of them than such words could explain. A cache of a few objects looks the same.
 */
export function areByChance({ rounds, runtime }: Recording): boolean {
  const last = rounds.at(-1)
  if (last === undefined || !runtime?.missing?.includes('exact-liveness')) return false
  return last.alive <= mostByChance && last.watched >= fewestWatched
}
