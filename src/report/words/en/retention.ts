// Why are objects still alive? The words for retaining paths, their holders and causes.
import {
  type Cause,
  type MainPath,
  type RecordedHolder,
  type RetainingStep,
  type Retention,
  type RetentionGroup,
  SHOWN_OTHER_HOLDERS,
  type ShownPath,
} from '../../../model/retention.ts'
import type { Evidence } from '../../../model/verdict.ts'
import { describeClass } from './class-names.ts'
import { plural } from './counts.ts'
import { findWord } from './look-up.ts'
import { formatBytes, formatCount, formatPerIteration } from './numbers.ts'
import { pluralForm } from './plurals.ts'

/** The heading over the groups of survivors. Snapshots are taken in a second run, not in the measured one. */
export function describeRetention(retention: Retention): string {
  const { found, described, problem } = retention
  if (problem !== '') return `Why they stay alive is not known: ${problem}`
  if (found === 0) return nothingHolds
  const why = `Why they stay alive (${describeSource(retention)})`
  if (described === found) return why
  return `${why}: ${formatCount(described)} of ${formatCount(found)} objects; the rest stay alive in other ways`
}

/**
 * One group of survivors: how many, and what they retain.
 * @param share part of the whole growth, from 0 to 1; undefined if nothing keeps growing
 */
export function describeGroup(group: RetentionGroup, share?: number): string {
  const { count, direct, fingerprint, label, place, retainedSize } = group
  const part = share === undefined ? '' : ` (${describeShare(share)} of the growth)`
  const who = `${formatCount(direct)} ${label} ${pluralForm(direct, 'object', 'objects')}`
  const retained = `${formatBytes(retainedSize)}${part}`
  const sentence =
    direct < count
      ? `${who}, and ${formatCount(count - direct)} reachable only through them, retain ${retained}`
      : `${who} ${pluralForm(count, 'retains', 'retain')} ${retained}`
  const parts = [sentence, ...(place === '' ? [] : [`watched at ${place}`]), `fingerprint ${fingerprint}`]
  return parts.join('; ')
}

/** Above 95 % it says "100 %": growth and retained size come from two different runs, so the quotient is not exact. */
function describeShare(share: number): string {
  if (share > 0.95) return '100 %'
  return share < 0.01 ? 'under 1 %' : `${Math.round(share * 100)} %`
}

/** The heading over the one path that `run` shows, or why there is none. */
export function describeWhyAlive(retention: Retention): string {
  const { found, groups, holders, problem } = retention
  if (groups.length + holders.length === 0) {
    if (problem !== '') return `Why they stay alive is not known: ${problem}`
    return found === 0 ? nothingHolds : 'Why they stay alive is not known: no retaining path was found'
  }
  if (groups.length > 0) return `Why they stay alive (${describeSource(retention)})`
  return describeWhatGrows(holders.slice(0, 1), describeSource(retention))
}

/** Where paths come from. Without a second run (`expect(…).toBeCollected`) the survivors are those of the measured function. */
function describeSource({ continued, steps, thread }: Retention): string {
  const snapshot = `retaining path in a heap snapshot${thread === 'worker' ? ' of a worker thread' : ''}`
  if (steps === 0) return snapshot
  const more = continued ? plural(steps, 'more iteration') : plural(steps, 'iteration')
  return `${snapshot} after ${more}`
}

const nothingHolds =
  'No object was found that holds what keeps growing. It may be native memory, a registry of the engine, or the unused capacity of a table'

/** Stands beside the last step of the path: how much the objects at its end retain. */
export function describeRetained({ count, retainedSize }: RetentionGroup): string {
  return count === 1
    ? `retains ${formatBytes(retainedSize)}`
    : `${formatCount(count)} objects retain ${formatBytes(retainedSize)}`
}

/** Stands beside the last step of the path to what grows. */
export function describeRate({ bytesPerStep }: RecordedHolder): string {
  return `grows by ${formatPerIteration(bytesPerStep)}`
}

/** Stands beside the last step of the one path that is shown. */
export function describeEnd({ end }: MainPath): string {
  return 'group' in end ? describeRetained(end.group) : describeRate(end.holder)
}

/** Steps in the middle of a long path that are left out. */
export function describeOmittedSteps(count: number): string {
  return `${formatCount(count)} more ${pluralForm(count, 'reference', 'references')}`
}

/** What the one path does not show, a line for each; the first group, or else the first holder, is shown. */
export function describeRest(retention: Retention): string[] {
  const { found, groups, holders, smaller } = retention
  const [group] = groups
  const others = group === undefined ? 0 : Math.max(0, found - group.count)
  const growing = holders.length - (group === undefined ? 1 : 0) + smaller.count
  const more = group === undefined ? Math.max(0, (holders[0]?.others.length ?? 0) - SHOWN_OTHER_HOLDERS) : 0
  return [
    ...(group?.otherPath ? ['A second path keeps them alive as well: see --details'] : []),
    ...(others > 0
      ? [
          `${formatCount(others)} more ${pluralForm(others, 'object stays', 'objects stay')} alive in other ways: see --details`,
        ]
      : []),
    ...(more > 0
      ? [`${formatCount(more)} more ${pluralForm(more, 'holder', 'holders')} of the same: see --details`]
      : []),
    ...(growing > 0
      ? [`${formatCount(growing)} more ${pluralForm(growing, 'holder grows', 'holders grow')}: see --details`]
      : []),
  ]
}

/** The heading over a retaining path that does not contain the holder. */
export const otherPathHeading = 'A second path, without that holder:'

/** The holder, as one piece of the evidence. */
export function describeRetentionEvidence({
  holder,
  retainedObjects,
  label,
}: Extract<Evidence, { kind: 'retention' }>): string {
  const place = holder.place === '' ? '' : `, ${holder.place}`
  return `${retainedObjects === 0 ? 'what grows is' : `${label} is held by`} ${describeStep(holder)}${place}`
}

/** The heading over the holders that grew between snapshots. */
export function describeGrowing(retention: Retention): string {
  const { holders } = retention
  const source = describeSource(retention)
  if (holders.length === 1) return describeWhatGrows(holders, source)
  return `What keeps growing: ${plural(holders.length, 'object')} (${describeParts(holders)}${source})`
}

function describeWhatGrows(holders: readonly RecordedHolder[], source: string): string {
  return `What keeps growing (${describeParts(holders)}${source})`
}

/** How much of what the heap grew by these holders explain. */
function describeParts(holders: readonly RecordedHolder[]): string {
  const parts = holders.flatMap(({ share }) => share ?? [])
  if (parts.length === 0) return ''
  return `${describeShare(
    Math.min(
      1,
      parts.reduce((sum, part) => sum + part, 0),
    ),
  )} of it; `
}

/** @param isOnly whether no other holder is described: then the heading says how much of the growth this one explains */
export function describeHolder(holder: RecordedHolder, isOnly = false): string {
  const { added, fingerprint, path, share, steps } = holder
  const part = share === null || isOnly ? '' : ` (${describeShare(share)} of the growth)`
  const what = path.steps.at(-1)?.what ?? ''
  const news = added
    .slice(0, 3)
    .map(({ name, count, size }) => `${formatCount(count)} ${describeClass(name)} (${formatBytes(size)})`)
  const came = news.length === 0 ? '' : `; new in ${plural(steps, 'iteration')}: ${news.join(', ')}`
  return `${what} ${describeRate(holder)}${part}${came}; fingerprint ${fingerprint}`
}

/**
 * Stands above the path to another holder of what grows.
 * @param share the part that it holds, from 0 to 1
 */
export function describeOtherHolder(share: number): string {
  return share > 0.95
    ? 'All of it is held here as well:'
    : `${describeShare(share)} of it is held here as well:`
}

/** The heading over a path where they are shown one at a time. */
export function describeShownPath(shown: ShownPath): string {
  const source = 'the path that a heap snapshot shows'
  switch (shown.kind) {
    case 'main':
      return 'group' in shown.end
        ? `Why they stay alive: ${source}`
        : describeWhatGrows([shown.end.holder], source)
    case 'more':
      return 'group' in shown.end
        ? `Why other ${shown.end.group.label} objects stay alive:`
        : describeAlsoGrows(shown.end.holder)
    case 'same':
      return shown.share === null ? otherPathHeading : describeOtherHolder(shown.share)
  }
}

function describeAlsoGrows({ share }: RecordedHolder): string {
  return share === null
    ? 'What grows as well:'
    : `What grows as well (${describeShare(share)} of the growth):`
}

/**
 * Stands below another path to the same.
 * @param share the part that its holder holds, from 0 to 1; null if it holds all of it
 */
export function describeCutOfOne(share: number | null): string {
  return share === null || share > 0.95
    ? 'Cutting only one of these paths frees nothing.'
    : 'Cutting only one of these paths does not free this part.'
}

/** The line below the growing holders: those that were too small to list. */
export function describeSmaller({ count, bytesPerStep }: Retention['smaller']): string {
  return `and ${formatPerIteration(bytesPerStep)} more in ${describeSmallerHolders(count)}`
}

export function describeSmallerHolders(count: number): string {
  return `${formatCount(count)} smaller ${pluralForm(count, 'holder', 'holders')}`
}

/**
 * One step of a retaining path.
 * @param isOneOfMany whether the step before it holds many such objects: then the index is left out
 */
export function describeStep(step: RetainingStep, isOneOfMany = false): string {
  const { by, name, what } = step
  if (by === 'root') return describeRoot(name, what)
  if (by === 'internal' && what.startsWith(scopeOf)) return describeObject(step)
  return `${describeReference(step, isOneOfMany)}: ${what}`
}

/** @param what the object at the root; empty for one of the collector's groups */
export function describeRoot(name: string, what = ''): string {
  return findWord(rootWords, name) ?? `root: ${name}${what === '' ? '' : `, ${what}`}`
}

/** The object that a step leads to, without the reference. */
export function describeObject({ what }: RetainingStep): string {
  return what.startsWith(scopeOf) ? `${scopeOf}${describeFunction(what.slice(scopeOf.length))}` : what
}

const scopeOf = 'the scope of '

/** The reference of a step, without the object that it leads to; empty for a root. */
export function describeReference({ by, name, scope }: RetainingStep, isOneOfMany = false): string {
  switch (by) {
    case 'root':
      return ''
    case 'variable':
      return `variable ${name}${scope === '' ? '' : ` of ${describeFunction(scope)}`}`
    case 'property':
      // A name that is no identifier is written in brackets: `["/home/me/app.js"]`.
      return /^[#<]|^[\w$]+$/.test(name) ? `.${name}` : `[${JSON.stringify(name)}]`
    case 'element':
      return isOneOfMany || name === '' ? 'an element' : `[${name}]`
    case 'entry':
      return 'value of an entry'
    case 'key':
      return 'key of an entry'
    case 'internal':
      return name === '' ? 'internal' : (findWord(internalWords, name) ?? name.replaceAll('_', ' '))
  }
}

const internalWords: Record<string, string> = {
  reactions_or_result: 'reaction or value',
  suspended_value: 'a value of a suspended function',
}

function describeFunction(name: string): string {
  return findWord(functionWords, name) ?? name
}

const functionWords: Record<string, string> = {
  // V8's name for `export default () => …`.
  default: 'the default export',
  '<instance_members_initializer>': 'the fields of a class',
  '<static_initializer>': 'the static fields of a class',
}

const rootWords: Record<string, string> = {
  step: 'the step',
  module: 'a module',
  script: 'a script',
  global: 'the global object',
  'Global handles': 'references of native code',
  'Stack roots': 'the stack',
  timers: 'the list of timers in Node',
  variant: 'the scenario',
  factory: 'the function that makes them',
  process: 'process',
  signals: 'the list of listened signals in Node',
  symbols: 'the registry of Symbol.for()',
  'async waits': 'the list of Atomics.waitAsync()',
  'object URLs': 'the registry of URL.createObjectURL()',
  'watched files': 'the list of fs.watchFile()',
  hooks: 'the enabled hooks of async_hooks',
  observers: 'the list of PerformanceObserver',
  marks: 'the list of performance.mark()',
  measures: 'the list of performance.measure()',
  channel: 'a channel of diagnostics_channel',
  imports: 'the cache of imported modules',
  'require.cache': 'require.cache',
  'Module._pathCache': 'Module._pathCache, where Node keeps each path that was resolved',
}

/** How often a part of the path repeats; stands after the last step of that part. */
export function describeTimes({ repeatedSteps, times }: RetainingStep): string {
  if (times === 1) return ''
  return repeatedSteps === 1
    ? `, ${formatCount(times)} times`
    : `, these ${repeatedSteps} steps ${formatCount(times)} times`
}

/** Stands beside the holder. */
export function describeHolds(count: number): string {
  return count === 1 ? 'holds it' : `holds ${formatCount(count)}`
}

export function describeCause(cause: Cause): string {
  return causeSentences[cause]
}

const causeSentences: Record<Cause, string> = {
  listener: 'A listener that was never removed: what it was registered on lives longer than what it uses.',
  timer:
    'A timer that was never cleared: as long as it is due, it holds its callback and all that this uses.',
  'finalization-holdings': 'The held value references its own target, so the target is never collected.',
  'promise-reaction':
    'A promise that is pending holds what waits for it; one that never settles holds it forever.',
  'async-context': 'The store of an AsyncLocalStorage: all that was begun inside of run() holds it.',
  'error-stack': 'An error holds the functions on its stack, and their objects, until error.stack is read.',
  'object-url': 'Until URL.revokeObjectURL() is called with its URL, Node holds the Blob.',
  'performance-entries':
    'Node holds these entries until performance.clearMarks() or performance.clearMeasures() is called.',
  'stream-queue': 'A stream holds what was written to it, or pushed into it, until it is read.',
  'sliced-string': 'A slice of a string holds the whole string that it was cut from.',
  'backing-store': 'A view of a buffer holds all of its memory, however little it shows.',
  'shared-scope':
    'A function holds the scope it was made in: each variable there that it, or any function beside it, mentions.',
  'native-reference':
    'Native code holds it: Node until the handle is closed (close, destroy, disconnect), an addon until it frees it.',
  'module-variable': 'A variable of a module lives as long as the program.',
  'script-variable':
    'A variable that a script declares outside of all functions lives as long as its global object.',
  global: 'A property of the global object lives as long as the program.',
}
