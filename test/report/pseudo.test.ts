// Is everything that people read in the language? Each page and report is rendered in a language of other letters: no ASCII
// word is left but data and syntax, and no line is too wide. Help texts are in test/cli/help.test.ts.
import stringWidth from 'string-width'
import { afterAll, beforeAll, expect, test } from 'vitest'
import {
  analyzeHeap,
  diffHeaps,
  findDominatorChains,
  findGrowingHolders,
  findInstances,
  inspectNode,
  summarizeHeap,
} from '../../src/heap/index.ts'
import type { Comparison } from '../../src/model/comparison.ts'
import type { Report } from '../../src/model/report.ts'
import { UsageError } from '../../src/model/usage-error.ts'
import type { Format } from '../../src/report/formats/format.ts'
import { loadFormat } from '../../src/report/formats/registry.ts'
import { detailedTableFormat, tableFormat } from '../../src/report/formats/table.ts'
import { joinDiffs } from '../../src/report/heap/diff.ts'
import { renderHeap } from '../../src/report/heap/heap.ts'
import type { HeapReport } from '../../src/report/heap/heap-report.ts'
import { renderComparison } from '../../src/report/pages/compare.ts'
import { renderDoctor, renderSelfTest } from '../../src/report/pages/doctor.ts'
import { renderList, renderOverview } from '../../src/report/pages/list.ts'
import { renderShow } from '../../src/report/pages/show.ts'
import type { Style } from '../../src/report/terminal/style.ts'
import { renderEnded, renderProgress } from '../../src/report/trial/progress.ts'
import { renderUnloaded } from '../../src/report/trial/unloaded.ts'
import { en } from '../../src/report/words/en.ts'
import { setLanguage } from '../../src/report/words/words.ts'
import { nameChains } from '../../src/retention/describe-names.ts'
import { describeLargestHolders } from '../../src/retention/holder-paths.ts'
import { Drawing } from '../heap/support/builder.ts'
import { leakingRecording, plain, reading, recording, report, verdict } from './build.ts'
import { samples } from './problem-samples.ts'
import { disguise, pseudo } from './pseudo.ts'
import { scenarios } from './trial/simulated.ts'

beforeAll(() => setLanguage(pseudo))
afterAll(() => setLanguage(en))

/** Data is disguised too, so that only what is printed from the code is left. */
const disguised = JSON.parse(
  JSON.stringify(Object.values(scenarios).flat()).replaceAll(
    /"(title|ask|learn|variant|slug|scenario|label|what|scope|place|held|text|name|message|stack)":"((?:[^"\\]|\\.)*)"/g,
    (_, key, value) => `"${key}":"${key === 'name' && value === 'step' ? value : disguise(value)}"`,
  ),
) as Report['results']

async function print(format: Format, style: Style): Promise<string> {
  let text = ''
  const reporter = format.create(part => {
    text += part.endsWith('\n') ? part : `${part}\n`
  }, style)
  reporter.expect?.(disguised.map(({ recording }) => recording.subject))
  for (const [i, result] of disguised.entries()) reporter.result?.(i, result)
  await reporter.end?.(report(disguised))
  return text
}

/** The tables in a text: the rule under the head, which is as wide as the table, and the rows up to an empty line. */
function findTables(lines: readonly string[]): { rule: string; rows: string[] }[] {
  return lines.flatMap((rule, at) => {
    if (!/^─{8,}$/.test(rule)) return []
    const end = lines.indexOf('', at)
    return [{ rule, rows: lines.slice(at + 1, end === -1 ? lines.length : end) }]
  })
}

/** ASCII words in a text. Command lines, options and file names are no words of a language. */
function findAscii(text: string): string[] {
  return [...new Set(text.match(/[A-Za-z]{2,}/g) ?? [])]
}

const examined = {
  name: 'node',
  path: 'Ф',
  version: '20',
  recording: recording({
    released: reading({ round: 9 }),
    runtime: { name: 'node', version: '20', v8: '12', platform: 'Ф', heapLimit: 1e9 },
  }),
  noise: { rounds: 15, medianBytes: 44, largestBytes: 8_800 },
  others: [{ version: '22', path: 'Ф' }],
}
const entry = {
  id: 'Ф',
  slug: 'Ф',
  chapter: 'Ф',
  outline: {
    title: 'Ф',
    ask: 'Ф?',
    learn: 'Ф.',
    variants: [{ name: 'Ф', claim: 'leaks' as const, stated: true, exceptions: [] }],
  },
}

const formats = [
  ['table', tableFormat],
  ['table --details', detailedTableFormat],
  ['line', (await loadFormat('line'))!],
] as const

test.each(formats.flatMap(([name, format]) => [60, 80, 100].map(width => [name, width, format] as const)))(
  '%s at %d columns',
  async (name, width, format) => {
    const text = await print(format, { ...plain, width })
    expect(findAscii(text)).toEqual([])
    // A command is never wrapped, so that it can be copied.
    const lines = text.split('\n').filter(line => !line.includes(disguise('Try: leaklab run')))
    const tooWide = lines.filter(line => stringWidth(line) > width)
    expect(tooWide).toEqual([])
    const tables = findTables(lines)
    expect(tables.length > 0).toBe(name !== 'line')
    expect(
      tables.flatMap(({ rule, rows }) => rows.filter(row => stringWidth(row) > stringWidth(rule))),
    ).toEqual([])
  },
)

test('the progress line', () => {
  const runs = [recording({ runtime: null }), recording(), leakingRecording(3)]
  for (const run of [...runs, { ...leakingRecording(3), released: null }])
    expect(findAscii(renderProgress({ ...run, subject: { ...run.subject, variant: 'Ф' } }))).toEqual([])
  expect(findAscii(renderEnded({ ended: 4, of: 9, elapsedMs: 4_000 }))).toEqual([])
})

test('in machine formats what people read is in the language', async () => {
  for (const name of ['markdown', 'tap', 'junit', 'github']) {
    const { sentences } = await collect((await loadFormat(name))!)
    expect(sentences.length, name).toBeGreaterThan(0)
    expect(findAscii(sentences.join('\n')), name).toEqual([])
  }
})

/** The sentences of a format: what is between its marks. */
async function collect(format: Format): Promise<{ sentences: string[] }> {
  const text = await print(format, plain)
  const syntax =
    /^ {2}severity: "[a-z]+"|type="[a-z]+"|<\/?[a-z-]+|[a-z_]+=(?=")|^::[a-z]+ |(?:file|line|title)=|leaklab|^ {2}[a-z_]+:|^(?:not )?ok|TAP version|<\?xml.*\?>|# SKIP|&(?:amp|lt|gt|quot);/gm
  return { sentences: text.replaceAll(syntax, '').split('\n') }
}

const compared: Comparison = {
  scenario: 'Ф',
  slug: 'Ф',
  title: 'Ф',
  ask: 'Ф',
  columns: [{ name: 'Ф', engine: 'bun', recordedOn: '2026-11-30' }],
  rows: (['last-reference', 'collection', 'never', 'unwatched'] as const).map(finalizedAt => ({
    variant: 'Ф',
    cells: {
      Ф: {
        outcome: 'collected',
        claim: 'plateaus',
        claimMet: true,
        watched: finalizedAt === 'unwatched' ? 0 : 9,
        alive: 2,
        finalizedAt,
        because: 'Ф',
      },
    },
  })),
}

const pages: [name: string, render: (style: Style) => string][] = [
  ['doctor', style => renderDoctor({ ...examined, selfTest: false }, style)],
  [
    'a failed doctor',
    style => renderDoctor({ ...examined, selfTest: true, recording: recording({}) }, style),
  ],
  [
    'the self-test',
    style => renderSelfTest({ planted: verdict('leaking'), clean: verdict('collected') }, style),
  ],
  ['the overview', style => renderOverview([entry], style)],
  ['the list', style => renderList([entry], { isShown: () => true, withClaims: true }, style)],
  [
    'a scenario',
    style => renderShow(entry, { prelude: 'Ф', variants: [{ name: 'Ф', claim: 'leaks', code: 'Ф' }] }, style),
  ],
  ['engines side by side', style => renderComparison(compared, style)],
  [
    'files that could not be loaded',
    style =>
      renderUnloaded(
        { scenario: disguise('a'), reason: 'import', problem: disguise('no'), stack: '' },
        style,
      ),
  ],
]

test.each(pages.flatMap(([name, render]) => [60, 80].map(width => [name, width, render] as const)))(
  '%s at %d columns',
  (_, width, render) => {
    const text = render({ ...plain, width })
    expect(text).not.toBe('')
    expect(findAscii(text)).toEqual([])
    expect(text.split('\n').filter(line => stringWidth(line) > width)).toEqual([])
  },
)

test.each(Object.entries(samples))('the problem %s', (code, data) => {
  const error = new UsageError(code as keyof typeof samples, data)
  expect(error.message).not.toBe('')
  expect(error.hint).not.toBe('')
  expect(findAscii(`${error.message} ${error.hint}`)).toEqual([])
})

test('a heap snapshot and the growth between two', async () => {
  const [first, second] = await Promise.all(
    [1, 2].map(async count => analyzeHeap(await drawHeap(count).graph())),
  )
  const common = { file: 'Ф', missingCapabilities: ['locations'] as const }
  const reports: HeapReport[] = [
    {
      kind: 'summary',
      ...common,
      ...summarizeHeap(first!),
      dominators: [],
      chains: nameChains(first!, findDominatorChains(first!, 4), 4),
    },
    { kind: 'class', ...common, className: 'Ф', ...findInstances(first!, 'Ф', 2), path: undefined },
    { kind: 'node', ...common, node: inspectNode(first!, 3), freedSize: 2 ** 30, path: undefined },
    {
      kind: 'diff',
      files: ['Ф', 'Ф'],
      classes: joinDiffs([diffHeaps(first!.graph, second!.graph)]),
      ...describeLargestHolders(second!.graph, findGrowingHolders([first!, second!], { threshold: 100 }), 5),
      threshold: 100,
      idsPersist: true,
      missingCapabilities: [],
    },
  ]
  for (const report of reports)
    for (const width of [60, 100]) {
      const text = renderHeap(report, { ...plain, width })
      expect(findAscii(text.replaceAll(/\b(object|global)\b/g, '')), report.kind).toEqual([])
      expect(text.split('\n').filter(line => stringWidth(line) > width)).toEqual([])
    }
})

/** A heap with instances of a class without an ASCII name. */
function drawHeap(count: number): Drawing {
  const heap = new Drawing()
  const list = heap.object('Ж', 100)
  heap.property(heap.global, 'ж', list)
  for (let at = 0; at < 40 * count; at++) heap.edge(list, 'element', at, heap.object('Ф', 100))
  return heap
}
