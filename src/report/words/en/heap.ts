// What is in a heap snapshot, and what grew? The sentences and heads of `leaklab heap`. Names of classes and functions are data.
import type { MissingCapability } from '../../../heap/index.ts'
import type { RetainingStep } from '../../../model/retention.ts'
import type { Style } from '../../terminal/style.ts'
import { plural } from './counts.ts'
import { formatBytes, formatCount, formatDelta } from './numbers.ts'
import { describeReference, describeRoot, describeSmallerHolders } from './retention.ts'

type Unicode = Pick<Style, 'unicode'>

/** The heads of all tables of `leaklab heap`. */
export const heads = {
  constructor: 'constructor',
  count: 'count',
  shallow: 'shallow',
  retained: 'retained',
  object: 'object',
  id: 'id',
  edge: 'edge',
  step: 'step',
  holder: 'holder',
  folded: 'folded',
  added: 'new',
  grew: 'grew',
}

/** The columns of an interval between two of several snapshots; without `at` there is only one interval. */
export const intervalHeads = {
  grown: (at?: number): string => ofInterval('grown', at),
  added: (at?: number): string => ofInterval('new', at),
  deleted: (at?: number): string => ofInterval('gone', at),
  bytes: (at?: number): string => ofInterval('bytes', at),
  grew: (at?: number): string => ofInterval('grew', at),
}

const ordinals = ['first', 'second']

function ofInterval(head: string, at: number | undefined): string {
  return at === undefined ? head : `${head}\n${ordinals[at]}`
}

export const functionWithoutName = 'function'

/** In place of the name of a class that has none. */
export const noName = '(no name)'

export function describeMore(count: number): string {
  return `${formatCount(count)} more`
}

export const standardInput = 'standard input'

const missingCapabilityWords: Record<MissingCapability, string> = {
  'weak references': 'what WeakRefs point to',
  'WeakMap entries': 'what WeakMaps hold, so that it may seem to be held by nothing',
  locations: 'where functions were written',
}

export function describeMissingCapabilities(missing: readonly MissingCapability[]): string {
  const what = missing.map(capability => missingCapabilityWords[capability]).join('; ')
  return `This is not a snapshot by V8, and says less. It does not know: ${what}.`
}

// One snapshot

export function describeTotals(bytes: number, nodes: number, edges: number): string {
  return `${formatBytes(bytes)} in ${plural(nodes, 'node')} and ${plural(edges, 'edge')}`
}

export const classesHeading = 'Constructors by retained size'
export const objectsHeading = 'Objects that retain most'
export const foldedHint =
  'folded: so many above hold it and little else, so many below retain nearly the same, so many alike have the same name'
export const summaryHint = '--class <constructor> lists its instances, --id <n> --why shows what holds one'

/** The classes of the engine, which a program cannot free. */
export function describeEngineClasses(
  bytes: number,
  largest: readonly { name: string; bytes: number }[],
): string {
  const named = largest.map(({ name, bytes }) => `${name} ${formatBytes(bytes)}`).join(', ')
  return `and ${formatBytes(bytes)} of the engine's own, most of it ${named}`
}

/** Objects that are in the row of another one. */
export function describeFolded(above: number, below: number, alike: number): string {
  return [
    ...(above > 0 ? [`${formatCount(above)} above`] : []),
    ...(below > 0 ? [`${formatCount(below)} below`] : []),
    ...(alike > 0 ? [`${formatCount(alike)} alike`] : []),
  ].join(', ')
}

/** @param scope what a scope is called @param name of the function; empty for a module, and where it is not known */
export function describeScopeOf(scope: string, name: string): string {
  return name === '' ? scope : `${scope} of ${name}`
}

/**
 * `Answers.#byPath: Map`, `variable sessions → value of an entry: Session`: an object by the references that lead to it.
 * @param owner what the first step starts from; empty where that has a name of its own
 */
export function nameByReferences(owner: string, steps: readonly RetainingStep[], what: string): string {
  const [first] = steps
  const chain = steps.reduce(
    (text, step, at) => {
      // The place says which function declares the variable.
      const reference = referenceInCode(steps.length > 1 ? { ...step, scope: '' } : step)
      if (text === '' || reference === '') return text + reference
      const isInCode = at === 0 || ['property', 'element', 'variable'].includes(steps[at - 1]!.by)
      // A property of a function is written as in code.
      if (isInCode && /^[.[]/.test(reference)) return text.replace(/\(\)$/, '') + reference
      return `${text} → ${reference.replace(/^\./, '')}`
    },
    startOf(owner, first),
  )
  return chain === '' ? what : `${chain}: ${what}`
}

/** What a chain of references starts with. */
function startOf(owner: string, first: RetainingStep | undefined): string {
  if (first === undefined || first.by === 'variable' || first.name === 'suspended_value') return ''
  // One of the collector's groups of roots.
  if (/^\(.*\)$/.test(owner)) return describeRoot(owner.slice(1, -1))
  return owner.startsWith('global') ? 'globalThis' : owner === '' ? '…' : owner
}

/** Empty where the reference has no name. */
function referenceInCode(step: RetainingStep): string {
  const { by, name } = step
  if (name === '' && (by === 'internal' || by === 'element')) return ''
  return by === 'internal' && propertiesInCode.includes(name) ? `.${name}` : describeReference(step)
}

/** Internal references that a program reads as a property of this name. */
const propertiesInCode = ['buffer', 'prototype']

// Objects of a class, or one object

/** @param shown instances in the table */
export function describeInstances(className: string, count: number, shown: number): string {
  const all = `${className}: ${plural(count, 'instance')}`
  return shown < count ? `${all}, the ${formatCount(shown)} that retain most` : all
}

export const instancesHint = '--id <n> --why shows what holds one'
export const pathHint = '--why shows the path from a GC root to it'
export const everyStepHint = '--every-step shows what the engine has between these steps'

/** The facts about one object. */
export const facts = {
  type: 'type',
  constructor: 'constructor',
  distance: 'distance',
  shallow: 'shallow',
  retained: 'retained',
  dominator: 'dominator',
  location: 'location',
}

/** @param freed what would be freed with it, at least its retained size */
export function describeRetainedSize(retained: number, freed: number): string {
  const size = formatBytes(retained)
  if (freed === retained) return size
  return `${size}, and ${formatBytes(freed - retained)} in values of WeakMaps that need it as well as their keys`
}

export const noDominator = 'none'

export function describeScript(id: number): string {
  return `script ${id}`
}

/** @param fromSystem whether only the engine's own roots lead to it */
export function describeDistance(distance: number | undefined, fromSystem: boolean): string {
  if (distance === undefined) return 'none: nothing leads to it, or only weak edges do'
  const count = formatCount(distance)
  return fromSystem
    ? `${count} from the engine's own roots, and only from these`
    : `${count} from the program's roots`
}

/** The edges from an object, and those to it. */
export function describeReferences(count: number, shown: number): string {
  return describeLinks('Holds', count, shown)
}

export function describeRetainers(count: number, shown: number): string {
  return describeLinks('Held by', count, shown)
}

function describeLinks(title: string, count: number, shown: number): string {
  if (count === 0) return `${title}: nothing`
  return `${title}: ${plural(count, 'edge')}${shown < count ? `, of which ${formatCount(shown)} are shown` : ''}`
}

/** @param name of an object and its id: `Map @123` */
export function describeWhyKept(name: string): string {
  return `Why ${name} is kept`
}

/** @param id `@123` */
export function describeWhyLargestKept(id: string): string {
  return `Why the one that retains most ${id} is kept`
}

export const whyKeptHeading = 'Why they are kept'
export const unreachable = 'Nothing keeps it: only weak edges lead to it, or other things that nothing keeps.'

export function describeUngrouped(count: number): string {
  return count === 1
    ? '1 more is kept in another way, or by nothing.'
    : `${formatCount(count)} more are kept in other ways, or by nothing.`
}

export function describeOmittedSteps(count: number): string {
  return plural(count, 'similar step')
}

/** The kinds of edges and nodes that have no name in the program. */
export const rootName = '(root)'
export const ephemeronEdge = 'entry of a WeakMap'

export function describeVariable(name: string): string {
  return `variable ${name}`
}

export function describeWeakEdge(name: string): string {
  return `weak ${name}`
}

// Two or three snapshots

/** @param intervals between two snapshots: one or two */
export function describeGrownClasses(intervals: number): string {
  return `Constructors that grew ${describeWhen(intervals)}`
}

export function describeNoGrownClass(intervals: number): string {
  return `None grew ${describeWhen(intervals)}.`
}

export function describeNoHolder(threshold: number, intervals: number): string {
  return `Nothing grew by ${formatBytes(threshold)} or more ${describeWhen(intervals)}.`
}

function describeWhen(intervals: number): string {
  return intervals > 1 ? 'in every interval' : 'from the first snapshot to the second'
}

export const unrelatedIds =
  'Not known: objects have new ids in each of these snapshots, so that none can be followed from one to the next. Only the sums above are compared; whether the snapshots are of one process is not known.'

export const holdersHeading = 'What holds more and more'

export function describeLookInside(file: string, id: number): string {
  return `\`leaklab heap ${file} --id ${id}\` shows what is in it`
}

export const thirdSnapshotHint =
  'a third snapshot after as many steps separates growth from what was only warmed up'

/** Classes of the engine that grew in every interval. */
export function describeEngineGrowth(
  classes: readonly { name: string; deltas: readonly number[] }[],
  style: Unicode,
): string {
  const named = classes.map(({ name, deltas }) => `${name} ${formatDeltas(deltas, style)}`)
  return `and of the engine's own ${named.join('; ')}`
}

export function describeSmallerGrowth(count: number, deltas: readonly number[], style: Unicode): string {
  return `and ${describeSmallerHolders(count)}: ${formatDeltas(deltas, style)}`
}

function formatDeltas(deltas: readonly number[], style: Unicode): string {
  return deltas.map(bytes => formatDelta(bytes, style)).join(', then ')
}

/** `Map @123: new in it 2,000 Session (64.0 kB), 2,000 (string) (48.0 kB)`. */
export function describeAdded(
  holder: string,
  added: readonly { name: string; count: number; size: number }[],
): string {
  if (added.length === 0) return `${holder}: nothing new in it, it is larger itself`
  const classes = added.map(({ name, count, size }) => `${formatCount(count)} ${name} (${formatBytes(size)})`)
  return `${holder}: new in it ${classes.join(', ')}`
}
