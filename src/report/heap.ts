// What is in a heap, what is known of one object, and what grew? Tables and lines of `leaklab heap`.
import { fileURLToPath } from 'node:url'
import type {
  ClassDiff,
  ClassSummary,
  Dominator,
  DominatorChain,
  GrowingHolder,
  HeapSummary,
  Instances,
  Lack,
  Link,
  NodeInspection,
  PathStep,
} from '../heap/index.ts'
import type { RetainingPath, RetentionGroup } from '../model/retention.ts'
import { tellClass } from './class-words.ts'
import { formatBytes, formatCount, formatDelta } from './format.ts'
import { nameOf, tellEdge, tellId, tellNode } from './heap-node.ts'
import { renderPath } from './heap-path.ts'
import { renderHeldPaths, renderRetainingPath } from './retention.ts'
import { tellGroup, tellSmallerHolders } from './retention-wording.ts'
import { painter, type Style } from './style.ts'
import { type Column, renderTable } from './table.ts'
import { cleanLine, cut, wrap } from './text.ts'
import type { Fold } from './thin.ts'
import { plural } from './wording.ts'

/** What `leaklab heap` found: one shape for text and JSON. Sizes in bytes. */
/** `lacks`: what the snapshot, or one of several, says nothing of. */
export type HeapReport = HeapFindings & { lacks: readonly Lack[] }

type HeapFindings =
  | ({
      kind: 'summary'
      file: string
      dominators: Dominator[]
      /** The same, those that retain the same folded into one. */
      chains: DominatorChain[]
    } & HeapSummary)
  | ({ kind: 'class'; file: string; className: string; path: HeapPath | undefined } & Instances)
  | { kind: 'node'; file: string; node: NodeInspection; path: HeapPath | undefined }
  | HeapDiff

/** A retaining path, root first; null where nothing but weak edges leads to the object. */
export interface HeapPath {
  /** The object whose path it is. */
  id: number
  steps: (PathStep | Fold)[] | null
  /** The same in JavaScript's words. */
  told: RetainingPath | null
  /** All that were asked for, by the shape of their paths, largest first; */
  groups: RetentionGroup[]
  /** and how many are in none of these. */
  ungrouped: number
}

interface HeapDiff {
  kind: 'diff'
  /** Two or three, oldest first. */
  files: string[]
  /** Largest growth first. */
  classes: ClassGrowth[]
  holders: ToldHolder[]
  /** What grew beside these, and is less than each of them; bytes by stretch. */
  smaller: { count: number; growth: number[] }
  /** Bytes in each stretch from which on holders are told. */
  threshold: number
  /** Whether objects keep their ids. If not, only sums are compared, and no holders are known. */
  idsLast: boolean
}

interface ToldHolder extends GrowingHolder {
  /** What holds it; null where nothing but weak edges leads to it. */
  told: RetainingPath | null
}

/** How one class changed, by stretch. */
export interface ClassGrowth {
  name: string
  /** Whether it is of the engine's own. */
  ofEngine: boolean
  stretches: Omit<ClassDiff, 'name' | 'ofEngine' | 'added'>[]
}

const shownClasses = 20
/** Of the engine's own, in a sentence. */
const shownEngineClasses = 3
/** Holders whose path is told. */
const shownPaths = 5

/** Puts the changes of each stretch side by side; only what grew in all of them is left. */
export function joinDiffs(diffs: readonly (readonly ClassDiff[])[]): ClassGrowth[] {
  const byName = diffs.map(diff => new Map(diff.map(entry => [entry.name, entry])))
  const grown = (diffs[0] ?? []).flatMap(({ name }) => {
    const entries = byName.flatMap(entries => entries.get(name) ?? [])
    if (entries.length < diffs.length || !entries.every(({ sizeDelta }) => sizeDelta > 0)) return []
    const stretches = entries.map(({ name: _, ofEngine: __, added: ___, ...entry }) => entry)
    return [{ name, ofEngine: entries[0]!.ofEngine, stretches }]
  })
  const least = ({ stretches }: ClassGrowth) => Math.min(...stretches.map(({ sizeDelta }) => sizeDelta))
  return grown.sort((a, b) => least(b) - least(a) || (a.name < b.name ? -1 : 1))
}

/** The report as data. Names of strings, which are what they say, are left out. */
export function renderHeapJson(report: HeapReport): string {
  const hideText = (_: string, value: unknown) => {
    const isNode = typeof value === 'object' && value !== null && 'type' in value && 'name' in value
    if (!isNode) return value
    return { ...value, name: nameOf(value as { type: string; name: string }) }
  }
  return JSON.stringify({ format: 'leaklab-heap', version: 1, ...report }, hideText, 2)
}

/** @param everyStep whether a path is told as V8 has it, engine and all */
export function renderHeap(report: HeapReport, style: Style, everyStep = false): string {
  return join(renderFindings(report, style, everyStep), renderLacks(report.lacks, style))
}

const lackWords: Record<Lack, string> = {
  'weak references': 'what WeakRefs point to',
  'WeakMap entries': 'what WeakMaps hold, so that it may seem to be held by nothing',
  locations: 'where functions were written',
}

function renderLacks(lacks: readonly Lack[], style: Style): string {
  if (lacks.length === 0) return ''
  const what = lacks.map(lack => lackWords[lack]).join('; ')
  return wrap(`This is not a snapshot by V8, and says less. It does not know: ${what}.`, style.width)
}

function renderFindings(report: HeapReport, style: Style, everyStep: boolean): string {
  switch (report.kind) {
    case 'summary':
      return renderSummary(report, style)
    case 'class':
      return renderInstances(report, everyStep, style)
    case 'node':
      return renderNode(report, everyStep, style)
    case 'diff':
      return renderDiff(report, style)
  }
}

function renderSummary(report: Extract<HeapReport, { kind: 'summary' }>, style: Style): string {
  const { file, nodeCount, edgeCount, totalSize, classes, chains } = report
  const paint = painter(style)
  const totals = `${formatBytes(totalSize)} in ${plural(nodeCount, 'node')} and ${plural(edgeCount, 'edge')}`
  return join(
    [paint.bold(wrapHard(tellFile(file, style), style)), wrapHard(totals, style)].join('\n'),
    heading('Constructors by retained size', style),
    renderTable(
      [
        {
          head: 'constructor',
          align: 'left',
          cell: ({ name }) => cleanLine(tellClass(name), style) || '(no name)',
          flexible: 16,
        },
        { head: 'count', align: 'right', cell: ({ count }) => formatCount(count), leaves: 2 },
        { head: 'shallow', align: 'right', cell: ({ shallowSize }) => formatBytes(shallowSize), leaves: 1 },
        { head: 'retained', align: 'right', cell: ({ retainedSize }) => formatBytes(retainedSize) },
      ],
      firstOf(classes.filter(({ ofEngine }) => !ofEngine)),
      style,
      tellMore,
    ),
    hint(tellEngineClasses(classes), style),
    heading('Objects that retain most', style),
    renderTable([...nodeColumns<DominatorChain>(style), foldedColumn], chains, style),
    chains.some(isFolded)
      ? hint('folded: so many above hold it and little else, so many below retain nearly the same', style)
      : '',
    hint('--class <constructor> lists its instances, --id <n> --why shows what holds one', style),
  )
}

function renderInstances(
  report: Extract<HeapReport, { kind: 'class' }>,
  everyStep: boolean,
  style: Style,
): string {
  const { className, count, largest, path } = report
  const all = plural(count, 'instance')
  const shown = largest.length < count ? `, the ${formatCount(largest.length)} that retain most` : ''
  return join(
    heading(`${cleanLine(tellClass(className), style)}: ${all}${shown}`, style),
    renderTable(nodeColumns(style), largest, style),
    path === undefined
      ? hint('--id <n> --why shows what holds one', style)
      : renderWhy(path, 'the one that retains most', everyStep, style),
  )
}

/** The first rows, and how many more there are. */
function firstOf<Row>(rows: readonly Row[]): (Row | Fold)[] {
  const shown = rows.slice(0, shownClasses)
  return shown.length < rows.length ? [...shown, { folded: rows.length - shown.length }] : shown
}

function tellMore(count: number): string {
  return `${formatCount(count)} more`
}

/** What no program can let go of, of itself: said after all else. */
function tellEngineClasses(classes: readonly ClassSummary[]): string {
  const own = classes.filter(({ ofEngine }) => ofEngine).sort((a, b) => b.shallowSize - a.shallowSize)
  if (own.length === 0) return ''
  const all = own.reduce((sum, { shallowSize }) => sum + shallowSize, 0)
  const largest = own
    .slice(0, shownEngineClasses)
    .map(({ name, shallowSize }) => `${name} ${formatBytes(shallowSize)}`)
  return `and ${formatBytes(all)} of the engine's own, most of it ${largest.join(', ')}`
}

function isFolded({ above, below }: DominatorChain): boolean {
  return above + below > 0
}

const foldedColumn: Column<DominatorChain> = {
  head: 'folded',
  align: 'left',
  cell: ({ above, below }) =>
    [above > 0 ? `${formatCount(above)} above` : '', below > 0 ? `${formatCount(below)} below` : '']
      .filter(part => part !== '')
      .join(', '),
  leaves: 0,
}

function nodeColumns<Row extends Dominator>(style: Style): Column<Row>[] {
  return [
    { head: 'object', align: 'left', cell: node => tellNode(node, style), flexible: 16 },
    { head: 'id', align: 'left', cell: tellId },
    { head: 'shallow', align: 'right', cell: ({ shallowSize }) => formatBytes(shallowSize), leaves: 1 },
    { head: 'retained', align: 'right', cell: ({ retainedSize }) => formatBytes(retainedSize) },
  ]
}

function renderNode(
  { node, path }: Extract<HeapReport, { kind: 'node' }>,
  everyStep: boolean,
  style: Style,
): string {
  const { dominator, location, shallowSize, retainedSize, references, retainers } = node
  const facts = [
    ['type', node.type],
    ['constructor', cleanLine(tellClass(node.className), style)],
    ['distance', tellDistance(node)],
    ['shallow', formatBytes(shallowSize)],
    ['retained', formatBytes(retainedSize)],
    ['dominator', dominator === undefined ? 'none' : `${tellNode(dominator, style)} ${tellId(dominator)}`],
  ]
  if (location !== undefined) {
    const script = location.script === undefined ? `script ${location.scriptId}` : location.script
    facts.push([
      'location',
      `${cleanLine(pathOf(script), style)}:${location.line + 1}:${location.column + 1}`,
    ])
  }
  return join(
    [
      heading(`${tellNode(node, style)} ${tellId(node)}`, style),
      ...facts.map(([name, value]) => wrapHard(value!, style, `  ${name!.padEnd(11)}  `)),
    ].join('\n'),
    renderLinks('Holds', references, node.referenceCount, style),
    renderLinks('Held by', retainers, node.retainerCount, style),
    path === undefined
      ? hint('--why shows the path from a GC root to it', style)
      : renderWhy(path, tellNode(node, style), everyStep, style),
  )
}

/** A module's script is called by its URL. */
function pathOf(script: string): string {
  try {
    return script.startsWith('file:') ? fileURLToPath(script) : script
  } catch {
    return script
  }
}

function tellFile(file: string, style: Style): string {
  return file === '-' ? 'standard input' : cleanLine(file, style)
}

function tellDistance({ distance, fromSystem }: NodeInspection): string {
  if (distance === undefined) return 'none: nothing leads to it, or only weak edges do'
  const count = formatCount(distance)
  return fromSystem
    ? `${count} from the engine's own roots, and only from these`
    : `${count} from the program's roots`
}

function renderLinks(title: string, links: readonly Link[], count: number, style: Style): string {
  // Only one column of a table can be cut to the terminal's width: the other is held short.
  const longestName = Math.max(16, Math.floor(style.width / 3))
  if (count === 0) return heading(`${title}: nothing`, style)
  const shown = links.length < count ? `, of which ${formatCount(links.length)} are shown` : ''
  return join(
    heading(`${title}: ${plural(count, 'edge')}${shown}`, style),
    renderTable<Link>(
      [
        {
          head: 'edge',
          align: 'left',
          cell: ({ edgeType, edgeName }) => tellEdge(edgeType, edgeName, style),
          flexible: 12,
        },
        { head: 'object', align: 'left', cell: link => cut(tellNode(link, style), longestName, style) },
        { head: 'id', align: 'left', cell: tellId },
        { head: 'shallow', align: 'right', cell: ({ shallowSize }) => formatBytes(shallowSize), leaves: 1 },
        {
          head: 'retained',
          align: 'right',
          cell: ({ retainedSize }) => formatBytes(retainedSize),
          leaves: 2,
        },
      ],
      links,
      style,
    ),
  )
}

function renderWhy(path: HeapPath, what: string, everyStep: boolean, style: Style): string {
  const { groups, id, steps, told, ungrouped } = path
  const words = 'Nothing keeps it: only weak edges lead to it, or other things that nothing keeps.'
  const one = `Why ${what} ${tellId({ id })} is kept`
  if (steps === null) return `${heading(one, style)}\n${wrap(words, style.width)}`
  if (everyStep || told === null) return `${heading(one, style)}\n${renderPath(steps, style)}`
  const all = groups.reduce((sum, { count }) => sum + count, ungrouped)
  return join(
    heading(all === 1 ? one : 'Why they are kept', style),
    groups.map(group => renderGroup(group, all === 1, style)).join('\n'),
    ungrouped === 0
      ? ''
      : wrap(`${formatCount(ungrouped)} more are kept in other ways, or by nothing.`, style.width),
    hint('--every-step shows what the engine has between these steps', style),
  )
}

function renderGroup(group: RetentionGroup, isAlone: boolean, style: Style): string {
  const path = renderHeldPaths(group, style, true)
  return isAlone ? path : `${wrap(cleanLine(tellGroup(group), style), style.width)}\n${path}`
}

function renderDiff(diff: HeapDiff, style: Style): string {
  const { files, classes, holders, smaller, threshold, idsLast } = diff
  const stretches = files.length - 1
  const when = stretches > 1 ? 'in every stretch' : 'from the first snapshot to the second'
  const newest = cleanLine(files.at(-1)!, style)
  const own = classes.filter(({ ofEngine }) => !ofEngine)
  const none = idsLast
    ? `Nothing grew by ${formatBytes(threshold)} or more ${when}.`
    : 'Not known: objects have new ids in each of these snapshots, so that none can be followed from one to the next. Only the sums above are compared; whether the snapshots are of one process cannot be told.'
  return join(
    heading(`Constructors that grew ${when}`, style),
    own.length === 0
      ? wrap(`None grew ${when}.`, style.width)
      : renderTable(diffColumns(stretches, own, style), firstOf(own), style, tellMore),
    hint(tellEngineGrowth(diff, style), style),
    heading('What holds more and more', style),
    holders.length === 0
      ? wrap(none, style.width)
      : renderTable(holderColumns(stretches, style), holders, style),
    smaller.count === 0 ? '' : wrap(tellSmaller(smaller, style), style.width),
    ...holders.slice(0, shownPaths).map(holder => renderHolder(holder, style)),
    holders
      .slice(shownPaths)
      .map(holder => wrapHard(tellAdded(holder, style), style, '', '  '))
      .join('\n'),
    holders[0] === undefined
      ? ''
      : hint(`\`leaklab heap ${newest} --id ${holders[0].id}\` shows what is in it`, style),
    stretches > 1
      ? ''
      : hint('a third snapshot after as many steps tells growth from what was only warmed up', style),
  )
}

/** `and of the engine's own (compiled code) +1.2 kB, then +3.4 kB`. */
function tellEngineGrowth({ classes, threshold }: HeapDiff, style: Style): string {
  const isMuch = ({ sizeDelta }: { sizeDelta: number }) => sizeDelta >= threshold
  const grown = classes.filter(({ ofEngine, stretches }) => ofEngine && stretches.every(isMuch))
  const largest = grown
    .slice(0, shownEngineClasses)
    .map(
      ({ name, stretches }) =>
        `${name} ${stretches.map(({ sizeDelta }) => formatDelta(sizeDelta, style)).join(', then ')}`,
    )
  return largest.length === 0 ? '' : `and of the engine's own ${largest.join('; ')}`
}

function renderHolder(holder: ToldHolder, style: Style): string {
  const added = wrapHard(tellAdded(holder, style), style, '', '  ')
  return holder.told === null ? added : `${added}\n${renderRetainingPath(holder.told, 0, style, true)}`
}

function tellSmaller({ count, growth }: HeapDiff['smaller'], style: Style): string {
  const bytes = growth.map(bytes => formatDelta(bytes, style)).join(', then ')
  return `and ${tellSmallerHolders(count)}: ${bytes}`
}

function diffColumns(stretches: number, rows: readonly ClassGrowth[], style: Style): Column<ClassGrowth>[] {
  // Those that live on seldom change: where none did, there is nothing to say of them.
  const haveGrown = rows.some(({ stretches }) => stretches.some(({ grownSize }) => grownSize !== 0))
  const columns: Column<ClassGrowth>[] = [
    {
      head: 'constructor',
      align: 'left',
      cell: ({ name }) => cleanLine(tellClass(name), style) || '(no name)',
      flexible: 16,
    },
  ]
  for (let at = 0; at < stretches; at++) {
    const which = stretches > 1 ? `\n${ordinals[at]}` : ''
    const of = (row: ClassGrowth) => row.stretches[at]!
    const grown: Column<ClassGrowth> = {
      head: `grown${which}`,
      align: 'right',
      cell: row => formatDelta(of(row).grownSize, style),
      leaves: 0,
    }
    columns.push(
      { head: `new${which}`, align: 'right', cell: row => formatCount(of(row).addedCount), leaves: 2 },
      { head: `gone${which}`, align: 'right', cell: row => formatCount(of(row).deletedCount), leaves: 1 },
      ...(haveGrown ? [grown] : []),
      { head: `bytes${which}`, align: 'right', cell: row => formatDelta(of(row).sizeDelta, style) },
    )
  }
  return columns
}

const ordinals = ['first', 'second']

function holderColumns(stretches: number, style: Style): Column<GrowingHolder>[] {
  const columns: Column<GrowingHolder>[] = [
    { head: 'holder', align: 'left', cell: holder => tellNode(holder, style), flexible: 16 },
    { head: 'id', align: 'left', cell: tellId },
  ]
  for (let at = 0; at < stretches; at++) {
    columns.push({
      head: stretches > 1 ? `grew\n${ordinals[at]}` : 'grew',
      align: 'right',
      cell: ({ growth }) => formatDelta(growth[at]!, style),
    })
  }
  columns.push(
    { head: 'new', align: 'right', cell: ({ addedCount }) => formatCount(addedCount), leaves: 1 },
    { head: 'retained', align: 'right', cell: ({ retainedSize }) => formatBytes(retainedSize), leaves: 2 },
  )
  return columns
}

/** `Map @123: new in it 2,000 Session (64.0 kB), 2,000 (string) (48.0 kB)`. */
function tellAdded(holder: GrowingHolder, style: Style): string {
  const who = `${tellNode(holder, style)} ${tellId(holder)}`
  if (holder.addedCount === 0) return `${who}: nothing new in it, it is larger itself`
  const classes = holder.addedClasses.map(
    ({ name, count, size }) =>
      `${formatCount(count)} ${cleanLine(tellClass(name), style)} (${formatBytes(size)})`,
  )
  return `${who}: new in it ${classes.join(', ')}`
}

function heading(text: string, style: Style): string {
  return painter(style).bold(wrapHard(text, style))
}

/** Wraps at spaces, and cuts the words that are longer than a line. */
function wrapHard(text: string, style: Style, ...indents: string[]): string {
  const lines = wrap(text, style.width, ...indents).split('\n')
  return lines.map(line => cut(line, style.width, style)).join('\n')
}

/** What to try next. A command is to be copied, so nothing of it is cut. */
function hint(text: string, style: Style): string {
  return painter(style).dim(wrap(text, style.width))
}

/** Sections with an empty line between them. */
function join(...sections: string[]): string {
  return sections.filter(section => section !== '').join('\n\n')
}
