// `leaklab heap` with two or three snapshots: what grew from one to the next?
import type { ClassDiff, GrowingHolder } from '../../heap/index.ts'
import type { HolderWithPath } from '../../retention/holder-paths.ts'
import { cleanLine } from '../terminal/clean.ts'
import type { Style } from '../terminal/style.ts'
import { type Column, renderTable } from '../terminal/table.ts'
import { wrap } from '../terminal/wrap.ts'
import { renderRetainingPath } from '../trial/retention.ts'
import { words } from '../words/words.ts'
import type { ClassGrowth, HeapDiff } from './heap-report.ts'
import { describeMore, firstOf, heading, hint, join, shownEngineClasses, wrapAndCut } from './layout.ts'
import { describeId, describeNode } from './node.ts'

/** Holders whose retaining path is shown. */
const shownPaths = 5

/** Joins the changes of each class over all intervals. Classes that did not grow in every interval are left out. */
export function joinDiffs(diffs: readonly (readonly ClassDiff[])[]): ClassGrowth[] {
  const byName = diffs.map(diff => new Map(diff.map(entry => [entry.name, entry])))
  const grown = (diffs[0] ?? []).flatMap(({ name }) => {
    const entries = byName.flatMap(entries => entries.get(name) ?? [])
    if (entries.length < diffs.length || !entries.every(({ sizeDelta }) => sizeDelta > 0)) return []
    const intervals = entries.map(({ name: _, isOfEngine: __, added: ___, ...entry }) => entry)
    return [{ name, isOfEngine: entries[0]!.isOfEngine, intervals }]
  })
  const smallestGrowth = ({ intervals }: ClassGrowth) =>
    Math.min(...intervals.map(({ sizeDelta }) => sizeDelta))
  return grown.sort((a, b) => smallestGrowth(b) - smallestGrowth(a) || (a.name < b.name ? -1 : 1))
}

export function renderDiff(diff: HeapDiff, style: Style): string {
  const { files, classes, holders, smaller, threshold, idsPersist } = diff
  const intervals = files.length - 1
  const when = intervals > 1 ? 'in every interval' : 'from the first snapshot to the second'
  const newest = cleanLine(files.at(-1)!, style)
  const own = classes.filter(({ isOfEngine }) => !isOfEngine)
  const none = idsPersist
    ? `Nothing grew by ${words.numbers.formatBytes(threshold)} or more ${when}.`
    : 'Not known: objects have new ids in each of these snapshots, so that none can be followed from one to the next. Only the sums above are compared; whether the snapshots are of one process is not known.'
  return join(
    heading(`Constructors that grew ${when}`, style),
    own.length === 0
      ? wrap(`None grew ${when}.`, style.width)
      : renderTable(diffColumns(intervals, own, style), firstOf(own), style, describeMore),
    hint(describeEngineGrowth(diff, style), style),
    heading('What holds more and more', style),
    holders.length === 0
      ? wrap(none, style.width)
      : renderTable(holderColumns(intervals, style), holders, style),
    smaller.count === 0 ? '' : wrap(describeSmaller(smaller, style), style.width),
    ...holders.slice(0, shownPaths).map(holder => renderHolder(holder, style)),
    holders
      .slice(shownPaths)
      .map(holder => wrapAndCut(describeAdded(holder, style), style, '', '  '))
      .join('\n'),
    holders[0] === undefined
      ? ''
      : hint(`\`leaklab heap ${newest} --id ${holders[0].id}\` shows what is in it`, style),
    intervals > 1
      ? ''
      : hint('a third snapshot after as many steps separates growth from what was only warmed up', style),
  )
}

/** Classes of the engine: `and of the engine's own (compiled code) +1.2 kB, then +3.4 kB`. */
function describeEngineGrowth({ classes, threshold }: HeapDiff, style: Style): string {
  const isLarge = ({ sizeDelta }: { sizeDelta: number }) => sizeDelta >= threshold
  const grown = classes.filter(({ isOfEngine, intervals }) => isOfEngine && intervals.every(isLarge))
  const largest = grown
    .slice(0, shownEngineClasses)
    .map(
      ({ name, intervals }) =>
        `${name} ${intervals.map(({ sizeDelta }) => words.numbers.formatDelta(sizeDelta, style)).join(', then ')}`,
    )
  return largest.length === 0 ? '' : `and of the engine's own ${largest.join('; ')}`
}

function renderHolder(holder: HolderWithPath, style: Style): string {
  const added = wrapAndCut(describeAdded(holder, style), style, '', '  ')
  return holder.path === null ? added : `${added}\n${renderRetainingPath(holder.path, 0, style, true)}`
}

function describeSmaller({ count, growth }: HeapDiff['smaller'], style: Style): string {
  const bytes = growth.map(bytes => words.numbers.formatDelta(bytes, style)).join(', then ')
  return `and ${words.retention.describeSmallerHolders(count)}: ${bytes}`
}

function diffColumns(intervals: number, rows: readonly ClassGrowth[], style: Style): Column<ClassGrowth>[] {
  // Objects that exist in both snapshots rarely change their size. If none did, the column is left out.
  const haveGrown = rows.some(({ intervals }) => intervals.some(({ grownSize }) => grownSize !== 0))
  const columns: Column<ClassGrowth>[] = [
    {
      head: 'constructor',
      align: 'left',
      cell: ({ name }) => cleanLine(words.classNames.describeClass(name), style) || '(no name)',
      flexible: 16,
    },
  ]
  for (let at = 0; at < intervals; at++) {
    const which = intervals > 1 ? `\n${ordinals[at]}` : ''
    const of = (row: ClassGrowth) => row.intervals[at]!
    const grown: Column<ClassGrowth> = {
      head: `grown${which}`,
      align: 'right',
      cell: row => words.numbers.formatDelta(of(row).grownSize, style),
      dropOrder: 0,
    }
    columns.push(
      {
        head: `new${which}`,
        align: 'right',
        cell: row => words.numbers.formatCount(of(row).addedCount),
        dropOrder: 2,
      },
      {
        head: `gone${which}`,
        align: 'right',
        cell: row => words.numbers.formatCount(of(row).deletedCount),
        dropOrder: 1,
      },
      ...(haveGrown ? [grown] : []),
      {
        head: `bytes${which}`,
        align: 'right',
        cell: row => words.numbers.formatDelta(of(row).sizeDelta, style),
      },
    )
  }
  return columns
}

const ordinals = ['first', 'second']

function holderColumns(intervals: number, style: Style): Column<GrowingHolder>[] {
  const columns: Column<GrowingHolder>[] = [
    { head: 'holder', align: 'left', cell: holder => describeNode(holder, style), flexible: 16 },
    { head: 'id', align: 'left', cell: describeId },
  ]
  for (let at = 0; at < intervals; at++) {
    columns.push({
      head: intervals > 1 ? `grew\n${ordinals[at]}` : 'grew',
      align: 'right',
      cell: ({ growth }) => words.numbers.formatDelta(growth[at]!, style),
    })
  }
  columns.push(
    {
      head: 'new',
      align: 'right',
      cell: ({ addedCount }) => words.numbers.formatCount(addedCount),
      dropOrder: 1,
    },
    {
      head: 'retained',
      align: 'right',
      cell: ({ retainedSize }) => words.numbers.formatBytes(retainedSize),
      dropOrder: 2,
    },
  )
  return columns
}

/** `Map @123: new in it 2,000 Session (64.0 kB), 2,000 (string) (48.0 kB)`. */
function describeAdded(holder: GrowingHolder, style: Style): string {
  const who = `${describeNode(holder, style)} ${describeId(holder)}`
  if (holder.addedCount === 0) return `${who}: nothing new in it, it is larger itself`
  const classes = holder.addedClasses.map(
    ({ name, count, size }) =>
      `${words.numbers.formatCount(count)} ${cleanLine(words.classNames.describeClass(name), style)} (${words.numbers.formatBytes(size)})`,
  )
  return `${who}: new in it ${classes.join(', ')}`
}
