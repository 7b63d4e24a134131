// The words for what holds the survivors: a chapter of wording.ts.
import type {
  Cause,
  RecordedHolder,
  RetainingStep,
  Retention,
  RetentionGroup,
} from '../../model/retention.ts'
import type { Evidence } from '../../model/verdict.ts'
import { describeClass } from './class-names.ts'
import { formatBytes, formatCount, formatPerStep } from './numbers.ts'

/** The heading. The life that was measured is left alone: another one is looked into. */
export function describeRetention(retention: Retention): string {
  const { found, steps, described, problem } = retention
  if (problem !== '') return `What holds the survivors could not be told: ${problem}`
  if (found === 0) {
    return 'No object of the program holds what keeps growing: it is native memory, a registry of the engine (Symbol.for), or the spare room of a table'
  }
  // Where no steps were lived, the survivors are the very objects that were asked about.
  const seen = steps === 0 ? '' : describeInspectedRun(retention)
  if (described === found) return `What holds the survivors${seen}`
  return `What holds ${formatCount(described)} of ${formatCount(found)} survivors${seen}; the rest are held in other ways`
}

/** @param share of all that grew, from 0 to 1; undefined where nothing keeps growing */
export function describeGroup(group: RetentionGroup, share?: number): string {
  const { count, direct, fingerprint, label, place, retainedSize } = group
  const part = share === undefined ? '' : `, ${describeShare(share)} of what grew`
  const more = direct < count ? ` and ${formatCount(count - direct)} more that they hold` : ''
  const who = `${formatCount(direct)} ${label}${more}`
  const parts = [
    `${who} ${count === 1 ? 'retains' : 'retain'} ${formatBytes(retainedSize)}${part}`,
    ...(place === '' ? [] : [`watched at ${place}`]),
    `shape ${fingerprint}`,
  ]
  return parts.join('; ')
}

/** Nearly all is all: what a step leaves and what one object retains are measured in two lives. */
function describeShare(share: number): string {
  if (share > 0.95) return 'all'
  return share < 0.01 ? 'under 1 %' : `${Math.round(share * 100)} %`
}

/** Over a path that does without the holder. */
export const otherPathHeading = 'and, without that holder, they would still be held:'

/** The holder, in the verdict's own list. */
export function describeRetentionEvidence({
  holder,
  holds,
  label,
}: Extract<Evidence, { kind: 'retention' }>): string {
  const place = holder.place === '' ? '' : `, ${holder.place}`
  return `${holds === 0 ? 'what grows is' : `${label} is held by`} ${describeStep(holder)}${place}`
}

/** The heading of what grew between snapshots. */
export function describeGrowing(retention: Retention): string {
  const { holders } = retention
  const what = holders.length === 1 ? '' : `, ${formatCount(holders.length)} things`
  return `What keeps growing${what}${describeInspectedRun(retention)}`
}

function describeInspectedRun({ continued, steps }: Retention): string {
  const count = `${formatCount(steps)} steps`
  return continued ? `, seen in ${count} more` : `, seen in a second life of ${count}`
}

export function describeHolder({ added, bytesPerStep, fingerprint, path, steps }: RecordedHolder): string {
  const what = path.steps.at(-1)?.what ?? ''
  const news = added
    .slice(0, 3)
    .map(({ name, count, size }) => `${formatCount(count)} ${describeClass(name)} (${formatBytes(size)})`)
  const came = news.length === 0 ? '' : `; new in ${formatCount(steps)} steps: ${news.join(', ')}`
  return `${what} grows by ${formatPerStep(bytesPerStep)}${came}; shape ${fingerprint}`
}

/** Below the holders that are told. */
export function describeSmaller({ count, bytesPerStep }: Retention['smaller']): string {
  return `and ${formatPerStep(bytesPerStep)} more in ${describeSmallerHolders(count)}`
}

export function describeSmallerHolders(count: number): string {
  return `${formatCount(count)} smaller ${count === 1 ? 'holder' : 'holders'}`
}

/** @param isOneOfMany whether the step before holds many like it, so that an index says nothing */
export function describeStep({ by, name, what, scope }: RetainingStep, isOneOfMany = false): string {
  switch (by) {
    case 'root':
      return rootWords[name] ?? `root: ${name}${what === '' ? '' : `, ${what}`}`
    case 'variable':
      return `variable ${name}${scope === '' ? '' : ` of ${describeFunction(scope)}`}: ${what}`
    case 'property':
      // `["/home/me/app.js"]`: what no dot can stand before.
      return /^[#<]|^[\w$]+$/.test(name) ? `.${name}: ${what}` : `[${JSON.stringify(name)}]: ${what}`
    case 'element':
      return isOneOfMany || name === '' ? `an element: ${what}` : `[${name}]: ${what}`
    case 'entry':
      return `value of an entry: ${what}`
    case 'key':
      return `key of an entry: ${what}`
    case 'internal':
      if (what.startsWith('the scope of '))
        return `the scope of ${describeFunction(what.slice('the scope of '.length))}`
      return `${name === '' ? 'internal' : name.replaceAll('_', ' ')}: ${what}`
  }
}

function describeFunction(name: string): string {
  return functionWords[name] ?? name
}

const functionWords: Record<string, string> = {
  // `export default () => …` has no other name.
  default: 'the default export',
  '<instance_members_initializer>': 'the fields of a class',
  '<static_initializer>': 'the static fields of a class',
}

const rootWords: Record<string, string> = {
  step: 'the step',
  module: 'a module',
  global: 'the global object',
  timers: 'the list of timers in Node',
  variant: 'the scenario',
  factory: 'the function that makes them',
  process: 'process',
  signals: 'the list of listened signals in Node',
  imports: 'the cache of imported modules',
  'require.cache': 'require.cache',
}

/** How often a stretch of steps comes in a row, behind its last. */
export function describeTimes({ repeatedSteps, times }: RetainingStep): string {
  if (times === 1) return ''
  return repeatedSteps === 1
    ? `, ${formatCount(times)} times`
    : `, these ${repeatedSteps} steps ${formatCount(times)} times`
}

/** Beside the holder. */
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
  'finalization-holdings':
    'The held value of a FinalizationRegistry references its own target: so the target is never collected.',
  'promise-reaction':
    'A promise that is pending holds what waits for it; one that never settles holds it for ever.',
  'async-context': 'The store of an AsyncLocalStorage: all that was begun inside of run() holds it.',
  'error-stack': 'An error holds the functions on its stack, and their objects, until error.stack is read.',
  'sliced-string': 'A slice of a string holds the whole string that it was cut from.',
  'backing-store': 'A view of a buffer holds all of its memory, however little it shows.',
  'shared-scope':
    'A function holds the scope it was made in: each variable there that it, or any function beside it, mentions.',
  'module-variable': 'A variable of a module lives as long as the program.',
  global: 'A property of the global object lives as long as the program.',
}
