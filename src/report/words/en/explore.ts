// What does the browser of a heap snapshot say?

import { shellWord } from '../../terminal/shell-word.ts'
import type { Style } from '../../terminal/style.ts'
import { plural } from './counts.ts'
import { formatBytes, formatCount } from './numbers.ts'

type Unicode = Pick<Style, 'unicode'>

/** What a key does, for the line at the bottom. */
export const keyWords = {
  endFilter: 'end the filter',
  path: 'retaining path',
  id: 'id',
  otherList: 'other list',
  down: 'down',
  up: 'up',
  page: 'page',
}

export const noMatch = 'No constructor has this in its name.'
export const noLinks = {
  references: 'It references nothing.',
  retainers: 'Nothing references it.',
}
export const isRoot = 'This is the root: every path begins here.'

/** @param isTyping whether letters go to the filter */
export function describeFilter(filter: string, isTyping: boolean): string {
  return `Filter: ${filter}${isTyping ? '_' : ''}`
}

/** Below the list of a constructor's instances. */
export function describeSmaller(count: number, { unicode }: Unicode): string {
  return `${unicode ? '…' : '...'} and ${formatCount(count)} more, no larger than these`
}

/** Below a list of references or retainers. */
export function describeMoreLinks(count: number, { unicode }: Unicode): string {
  return `${unicode ? '…' : '...'} and ${formatCount(count)} more`
}

export function describeInstances(className: string, count: number): string {
  return `${className}: ${plural(count, 'instance')}`
}

/** @param distance as `heap.describeDistance` says it */
export function describeSizes(shallow: number, retained: number): string {
  return `shallow ${formatBytes(shallow)}, retained ${formatBytes(retained)}`
}

export function describeDistance(distance: string): string {
  return `distance ${distance}`
}

/** @param place `file:line:column` */
export function describeDefinition(place: string, isFunction: boolean): string {
  return isFunction ? `defined at ${place}` : `its constructor is defined at ${place}`
}

/** The names of the two lists of an object. */
export function describeSide(side: 'references' | 'retainers', count: number): string {
  return side === 'references'
    ? `what it references: ${formatCount(count)}`
    : `what references it: ${formatCount(count)}`
}

/** The selected row of so many. */
export function describePosition(row: number, of: number): string {
  return `${formatCount(row)} of ${formatCount(of)}`
}

export function describePathHeading(name: string): string {
  return `Why ${name} is kept`
}

function commandFor(file: string, id: number): string {
  return `leaklab heap ${shellWord(file)} --id ${id} --why`
}

/** At the bottom, for the id that was asked for. */
export function describeId(file: string, id: number): string {
  return `@${id}: ${commandFor(file, id)}`
}

/** On the normal screen, after leaving: a command for each id that was asked for, or how to get the report. */
export function describeLeft(file: string, ids: readonly number[]): string {
  if (ids.length === 0) return `To print a report: leaklab heap --report ${shellWord(file)}`
  return ids.map(id => commandFor(file, id)).join('\n')
}
