// `leaklab heap` with two or three snapshots: what grew from one to the next?
import type { ClassDiff } from '../../heap/index.ts'
import type { HolderWithPath } from '../../retention/holder-paths.ts'
import { cleanLine } from '../terminal/clean.ts'
import type { Style } from '../terminal/style.ts'
import { type Column, renderTable } from '../terminal/table.ts'
import { wrap } from '../terminal/wrap.ts'
import { renderOtherHolders, renderRetainingPath } from '../trial/retention.ts'
import { words } from '../words/words.ts'
import type { ClassGrowth, HeapDiff } from './heap-report.ts'
import { firstOf, heading, hint, join, shownEngineClasses, wrapAndCut } from './layout.ts'
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
  const newest = cleanLine(files.at(-1)!, style)
  const own = classes.filter(({ isOfEngine }) => !isOfEngine)
  const none = idsPersist ? words.heap.describeNoHolder(threshold, intervals) : words.heap.unrelatedIds
  return join(
    heading(words.heap.describeGrownClasses(intervals), style),
    own.length === 0
      ? wrap(words.heap.describeNoGrownClass(intervals), style.width)
      : renderTable(diffColumns(intervals, own, style), firstOf(own), style, words.heap.describeMore),
    hint(describeEngineGrowth(diff, style), style),
    heading(words.heap.holdersHeading, style),
    holders.length === 0
      ? wrap(none, style.width)
      : renderTable(holderColumns(intervals, style), holders, style),
    smaller.count === 0
      ? ''
      : wrap(words.heap.describeSmallerGrowth(smaller.count, smaller.growth, style), style.width),
    ...holders.slice(0, shownPaths).map(holder => renderHolder(holder, style)),
    holders
      .slice(shownPaths)
      .map(holder => wrapAndCut(describeAdded(holder, style), style, '', '  '))
      .join('\n'),
    holders[0] === undefined ? '' : hint(words.heap.describeLookInside(newest, holders[0].id), style),
    intervals > 1 ? '' : hint(words.heap.thirdSnapshotHint, style),
  )
}

/** Classes of the engine: `and of the engine's own (compiled code) +1.2 kB, then +3.4 kB`. */
function describeEngineGrowth({ classes, threshold }: HeapDiff, style: Style): string {
  const isLarge = ({ sizeDelta }: { sizeDelta: number }) => sizeDelta >= threshold
  const grown = classes.filter(({ isOfEngine, intervals }) => isOfEngine && intervals.every(isLarge))
  const largest = grown.slice(0, shownEngineClasses).map(({ name, intervals }) => ({
    name,
    deltas: intervals.map(({ sizeDelta }) => sizeDelta),
  }))
  return largest.length === 0 ? '' : words.heap.describeEngineGrowth(largest, style)
}

function renderHolder(holder: HolderWithPath, style: Style): string {
  const added = wrapAndCut(describeAdded(holder, style), style, '', '  ')
  if (holder.path === null) return added
  return [
    added,
    renderRetainingPath(holder.path, 0, style, true),
    ...renderOtherHolders(holder.others, style, true),
  ].join('\n')
}

function diffColumns(intervals: number, rows: readonly ClassGrowth[], style: Style): Column<ClassGrowth>[] {
  // Objects that exist in both snapshots rarely change their size. If none did, the column is left out.
  const haveGrown = rows.some(({ intervals }) => intervals.some(({ grownSize }) => grownSize !== 0))
  const columns: Column<ClassGrowth>[] = [
    {
      head: words.heap.heads.constructor,
      align: 'left',
      cell: ({ name }) => cleanLine(words.classNames.describeClass(name), style) || words.heap.noName,
      flexible: 16,
    },
  ]
  for (let at = 0; at < intervals; at++) {
    const which = intervals > 1 ? at : undefined
    const heads = words.heap.intervalHeads
    const of = (row: ClassGrowth) => row.intervals[at]!
    const grown: Column<ClassGrowth> = {
      head: heads.grown(which),
      align: 'right',
      cell: row => words.numbers.formatDelta(of(row).grownSize, style),
      dropOrder: 0,
    }
    columns.push(
      {
        head: heads.added(which),
        align: 'right',
        cell: row => words.numbers.formatCount(of(row).addedCount),
        dropOrder: 2,
      },
      {
        head: heads.deleted(which),
        align: 'right',
        cell: row => words.numbers.formatCount(of(row).deletedCount),
        dropOrder: 1,
      },
      ...(haveGrown ? [grown] : []),
      {
        head: heads.bytes(which),
        align: 'right',
        cell: row => words.numbers.formatDelta(of(row).sizeDelta, style),
      },
    )
  }
  return columns
}

function holderColumns(intervals: number, style: Style): Column<HolderWithPath>[] {
  const columns: Column<HolderWithPath>[] = [
    {
      head: words.heap.heads.holder,
      align: 'left',
      cell: holder => describeHolder(holder, style),
      flexible: 16,
    },
    { head: words.heap.heads.id, align: 'left', cell: describeId },
  ]
  for (let at = 0; at < intervals; at++) {
    columns.push({
      head: words.heap.intervalHeads.grew(intervals > 1 ? at : undefined),
      align: 'right',
      cell: ({ growth }) => words.numbers.formatDelta(growth[at]!, style),
    })
  }
  columns.push(
    {
      head: words.heap.heads.added,
      align: 'right',
      cell: ({ addedCount }) => words.numbers.formatCount(addedCount),
      dropOrder: 1,
    },
    {
      head: words.heap.heads.retained,
      align: 'right',
      cell: ({ retainedSize }) => words.numbers.formatBytes(retainedSize),
      dropOrder: 2,
    },
  )
  return columns
}

function describeAdded(holder: HolderWithPath, style: Style): string {
  const added = holder.addedCount === 0 ? [] : holder.addedClasses
  return words.heap.describeAdded(
    `${describeHolder(holder, style)} ${describeId(holder)}`,
    added.map(one => ({ ...one, name: cleanLine(words.classNames.describeClass(one.name), style) })),
  )
}

/** The collector's groups of roots have names of V8, such as `(Global handles)`. */
function describeHolder(holder: HolderWithPath, style: Style): string {
  const { name, type } = holder
  return type === 'synthetic' && name !== ''
    ? cleanLine(words.retention.describeRoot(name.replace(/^\((.*)\)$/, '$1')), style)
    : describeNode(holder, style)
}
