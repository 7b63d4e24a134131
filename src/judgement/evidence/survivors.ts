// How many watched objects are alive after a collection, and does their number grow?
import type { Recording } from '../../model/recording.ts'
import type { Evidence } from '../../model/verdict.ts'
import type { SeriesTrend } from '../trend.ts'

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
          : last.alive > 0
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
