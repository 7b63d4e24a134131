// What does the interactive program say while one scenario is measured in several engines?
import type { ComparedCell } from '../../../model/comparison.ts'
import { type Engine, engineNames } from '../../../model/runtime.ts'
import { describeCellInFull } from './compare.ts'
import { describeEnded } from './counts.ts'
import { outcomeWords } from './headline.ts'

/** What the key in a lesson does. */
export const keyWord = 'engines'

export function describeTitle(title: string): string {
  return `${title}: engines side by side`
}

/** What the space bar shows of a long description. */
export const moreWord = 'more'

/** The last row below the variants. */
export const notesRow = 'notes on the engines'

export const cellWords = { waiting: 'waiting', running: 'running', unmeasured: 'not measured' }

/** Of an engine in which the variant has no counterpart. */
export const noCounterpart = 'no such variant'

export const looking = 'Looking for engines on this machine …'

export function describeMissing(engines: readonly Engine[]): string {
  return `Not found on this machine: ${engines.map(engine => engineNames[engine]).join(', ')}.`
}

export function describeProblem(message: string): string {
  return `The engines could not be compared: ${message}`
}

// plain mode

export const measuring =
  'The variants are measured now in each engine, one after the other. This takes up to a minute; "back" leaves it.'
export function describeStillMeasuring(ended: number, of: number): string {
  return `Still measuring: ${describeEnded(ended, of)} done.`
}
export function describeCell(engine: string, cell: ComparedCell): string {
  return `${engine}: ${outcomeWords[cell.outcome]}, ${describeCellInFull(cell)}.`
}
export function describeNoCounterpart(engine: string): string {
  return `${engine}: ${noCounterpart}.`
}
export const goBack = 'Press Enter to go back to the lesson.'
/** After a lesson. */
export const plainCommand = '"engines": the same program in other engines.'
