// Foreign text in every field of a report: no format and no page lets it act on a terminal, on a CI, or on the report itself.
import { parse as parseJunit } from 'junit2json'
import { Parser } from 'tap-parser'
import * as v from 'valibot'
import { describe, expect, test } from 'vitest'
import { describeCommanderError } from '../../../src/cli/commander-errors.ts'
import { inspectClass, inspectHeap, inspectObject } from '../../../src/cli/heap/inspect.ts'
import { analyzeHeap, diffHeaps, findGrowingHolders } from '../../../src/heap/index.ts'
import { outlineSchema } from '../../../src/model/event.ts'
import type { Problems } from '../../../src/model/problems.ts'
import { type Report, reportSchema } from '../../../src/model/report.ts'
import { UsageError } from '../../../src/model/usage-error.ts'
import type { Format } from '../../../src/report/formats/format.ts'
import { loadFormat } from '../../../src/report/formats/registry.ts'
import { detailedTableFormat } from '../../../src/report/formats/table.ts'
import { joinDiffs } from '../../../src/report/heap/diff.ts'
import { renderHeap, renderHeapJson } from '../../../src/report/heap/heap.ts'
import type { HeapReport } from '../../../src/report/heap/heap-report.ts'
import { renderDoctor } from '../../../src/report/pages/doctor.ts'
import { renderList, renderMarkdownList, renderOverview } from '../../../src/report/pages/list.ts'
import { renderShow } from '../../../src/report/pages/show.ts'
import { clean } from '../../../src/report/terminal/clean.ts'
import { toJsonText } from '../../../src/report/terminal/json-text.ts'
import type { Style } from '../../../src/report/terminal/style.ts'
import { renderAlive, renderRefuted, renderUndecided } from '../../../src/report/trial/assertion.ts'
import { renderComparison } from '../../../src/report/trial/comparison.ts'
import { renderPrinted } from '../../../src/report/trial/details.ts'
import { renderProgress } from '../../../src/report/trial/progress.ts'
import { renderUnloaded } from '../../../src/report/trial/unloaded.ts'
import { renderWhyAlive } from '../../../src/report/trial/why-alive.ts'
import { words } from '../../../src/report/words/words.ts'
import { describeLargestHolders } from '../../../src/retention/holder-paths.ts'
import { Drawing } from '../../heap/support/builder.ts'
import { createRandom } from '../../judgement/simulate.ts'
import { samples as problemSamples } from '../problem-samples.ts'
import { scenarios } from '../trial/simulated.ts'
import { replaceTexts, sample } from './sample.ts'
import { attacks, expectHarmless } from './texts.ts'

const styles: Style[] = [
  { width: 40, color: false, unicode: false },
  { width: 100, color: false, unicode: true },
]
const wide = styles[1]!

/** For each attack: reports with all fields that there are, whose values need not agree, and simulated ones, whose values do. */
const reportsOf = new Map<string, Report[]>(
  attacks.map((text, at) => [
    text,
    [
      sampleReport(text, at),
      ...(at === 0 ? [sampleReport(text, attacks.length)] : []),
      ...(at === 0 ? [replaceTexts(reportSchema, simulatedReport(), text) as Report] : []),
    ],
  ]),
)
const reports = [...reportsOf.values()].flat()

function sampleReport(text: string, seed: number): Report {
  const random = createRandom(seed)
  // Parsed, because some fields have defaults.
  const one = () => v.parse(reportSchema, sample(reportSchema, { text, random }))
  const all = [one(), one(), one(), one()]
  return { ...all[0]!, results: all.flatMap(({ results }) => results), notRun: all[1]!.notRun }
}

function simulatedReport(): Report {
  return {
    ...sampleReport('a', 0),
    results: Object.values(scenarios)
      .slice(0, 6)
      .map(([one]) => one!),
  }
}

async function print(format: Format, report: Report, style: Style): Promise<string> {
  let text = ''
  const reporter = format.create(part => {
    text += part.endsWith('\n') ? part : `${part}\n`
  }, style)
  reporter.expect?.(report.results.map(({ recording }) => recording.subject))
  for (const [at, result] of report.results.entries()) reporter.result?.(at, result)
  await reporter.end?.(report)
  return text
}

async function printInAll(name: string): Promise<{ text: string; report: Report }[]> {
  const format = (await loadFormat(name))!
  return Promise.all(reports.map(async report => ({ text: await print(format, report, wide), report })))
}

test('the fixture has every kind of ending, verdict and status', () => {
  const results = reports.flatMap(({ results }) => results)
  const verdicts = new Set(results.map(({ verdict }) => verdict.outcome))
  expect([...verdicts].sort()).toEqual(['collected', 'failed', 'inconclusive', 'leaking', 'plateau'])
  expect(new Set(results.map(({ verdict }) => verdict.claimMet))).toEqual(new Set([true, false, null]))
  expect(new Set(results.map(({ recording }) => recording.ending.kind)).size).toBeGreaterThan(3)
  expect(results.some(({ recording }) => (recording.retention?.groups.length ?? 0) > 0)).toBe(true)
})

describe('formats for people', () => {
  const formats: [string, () => Promise<Format>][] = [
    ['line', async () => (await loadFormat('line'))!],
    ['table', async () => (await loadFormat('table'))!],
    ['table --details', async () => detailedTableFormat],
  ]
  test.each(formats.flatMap(([name, load]) => styles.map(style => [name, style, load] as const)))(
    '%s, %o',
    async (_, style, load) => {
      const format = await load()
      for (const report of reports) expectHarmless(await print(format, report, style))
    },
  )
})

describe('formats for machines', () => {
  test('TAP has a result line for each result, and nothing that its parser does not expect', async () => {
    for (const { report, text } of await printInAll('tap')) {
      expectHarmless(text)
      const results = report.results.length + report.unloaded.length + report.notRun.length
      expect(text.split('\n').filter(line => /^\s*(not )?ok\b/.test(line))).toHaveLength(results)
      const parser = new Parser({ strict: true })
      const complaints: unknown[] = []
      parser.on('extra', line => complaints.push(line))
      parser.end(text)
      expect(complaints).toEqual([])
      expect(parser.results).toMatchObject({ count: results, bailout: false })
      expect(parser.results!.failures.filter(({ tapError }) => tapError)).toEqual([])
    }
  })

  test('JUnit is well formed', async () => {
    for (const { report, text } of await printInAll('junit')) {
      expectHarmless(text)
      const element = /<\/?[a-z-]+(?: [a-z]+="[^"<]*")*\/?>|<\?xml[^>]*>/g
      expect(text.replaceAll(element, '')).not.toMatch(/[<>]|&(?!(?:amp|lt|gt|quot|#10);)/)
      expect(text).not.toMatch(/[\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])/)
      const open: string[] = []
      for (const [tag, slash, name] of text.matchAll(/<(\/?)([a-z-]+)[^>]*>/g)) {
        if (tag.endsWith('/>')) continue
        if (slash === '/') expect(open.pop()).toBe(name)
        else open.push(name!)
      }
      expect(open).toEqual([])
      const suites = (await parseJunit(text))!
      if (!('testsuite' in suites)) throw new Error('no testsuites')
      const results = report.results.length + report.unloaded.length + report.notRun.length
      expect(suites.testsuite!.flatMap(({ testcase }) => testcase ?? [])).toHaveLength(results)
    }
  })

  test('GitHub annotations: one command a line, and only ours', async () => {
    const own = (line: string) =>
      /^::(error|warning|notice) (file=[^,:]*,line=\d+,)?title=[^,:]*::/.test(line)
    for (const { text } of await printInAll('github')) {
      expectHarmless(text, own)
      for (const line of text.trimEnd().split('\n')) expect(line).toSatisfy(own)
    }
  })

  test('Markdown: a row has its cells, and nothing is HTML, code or a link', async () => {
    for (const { text } of await printInAll('markdown')) {
      expectHarmless(text)
      for (const row of text.split('\n').filter(line => line.startsWith('|')))
        expect(row.replaceAll(/\\./g, '').match(/\|/g), row).toHaveLength(4)
      const bare = text.replaceAll(/\\./g, '')
      expect(bare).not.toMatch(/[<>`[\]]|&(?!(?:amp|lt|gt);)/)
      for (const line of text.split('\n')) expect(line).toMatch(/^(### leaklab: |\||\*\*.*\*\* \(|- |$)/)
    }
  })

  test('JSON is the same value', async () => {
    for (const { report, text } of await printInAll('json')) {
      expectHarmless(text)
      expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(report)))
    }
    for (const { report, text } of await printInAll('ndjson')) {
      expectHarmless(text)
      const lines = text.trimEnd().split('\n')
      expect(lines).toHaveLength(report.results.length + 1)
      expect(lines.slice(0, -1).map(line => JSON.parse(line))).toMatchObject(
        JSON.parse(JSON.stringify(report.results)),
      )
    }
    for (const text of attacks) expect(JSON.parse(toJsonText({ [text]: text }))).toEqual({ [text]: text })
  })
})

type Page = (text: string, style: Style) => string

const runtime = { name: 'node' as const, version: 'v22', v8: '12', platform: 'linux', heapLimit: 1e9 }
const pages: [name: string, render: Page][] = [
  [
    'why it is alive',
    (text, style) => ofResults(text, one => renderWhyAlive(one.recording, one.verdict, 12, style)),
  ],
  [
    'the comparison',
    (text, style) =>
      reportsOf
        .get(text)!
        .map(({ results }) => renderComparison(results, style))
        .join('\n'),
  ],
  ['what was printed', (text, style) => renderPrinted('stdout', { bytes: 9_999, text }, style)],
  ['the progress line', text => ofResults(text, ({ recording }) => renderProgress(recording))],
  ['a refuted assertion', text => ofResults(text, one => renderRefuted({ of: 'no-leak' }, one, true))],
  ['an undecided assertion', text => ofResults(text, one => renderUndecided(one, true))],
  [
    'objects that stay alive',
    text =>
      renderAlive({ watched: 3, alive: 2, labels: [{ label: text, watched: 3, alive: 2 }] } as never, null),
  ],
  [
    'a file that could not be loaded',
    (text, style) =>
      renderUnloaded(
        { scenario: text, reason: 'import', problem: text, stack: `${text}\n    at ${text}` },
        style,
      ),
  ],
  ['the overview', (text, style) => renderOverview([entryOf(text)], style)],
  [
    'the list',
    (text, style) => renderList([entryOf(text)], { isShown: () => true, withClaims: true }, style),
  ],
  [
    'the list without claims',
    (text, style) => renderList([entryOf(text)], { isShown: () => true, withClaims: false }, style),
  ],
  ['the list in Markdown', text => renderMarkdownList([entryOf(text)])],
  [
    'a scenario',
    (text, style) =>
      renderShow(
        entryOf(text),
        { prelude: text, variants: [{ name: text, claim: 'leaks', code: text }] },
        style,
      ),
  ],
  [
    'the doctor',
    (text, style) =>
      renderDoctor(
        {
          name: 'node',
          path: text,
          version: text,
          noise: { rounds: 15, medianBytes: 44, largestBytes: 88 },
          others: [{ version: text, path: text }],
          selfTest: false,
          recording: {
            ...reports.at(-1)!.results[0]!.recording,
            runtime: { ...runtime, v8: text, platform: text },
          },
        },
        style,
      ),
  ],
  [
    'a doctor whose trial failed',
    (text, style) =>
      ofResults(text, ({ recording }) =>
        renderDoctor(
          {
            name: 'node',
            path: text,
            version: text,
            noise: { rounds: 15, medianBytes: 44, largestBytes: 88 },
            others: [],
            selfTest: false,
            recording: { ...recording, released: null },
          },
          style,
        ),
      ),
  ],
]

function ofResults(text: string, render: (result: Report['results'][number]) => string): string {
  return reportsOf
    .get(text)!
    .flatMap(({ results }) => results.map(render))
    .join('\n')
}

function entryOf(text: string) {
  const outline = sample(outlineSchema, { text, random: createRandom(1) })
  return { id: text, slug: text, chapter: text, outline }
}

test.each(pages)('page: %s', (_, render) => {
  for (const text of attacks) for (const style of styles) expectHarmless(render(text, style))
})

test('heap pages', async () => {
  for (const text of attacks) {
    const [first, second] = await Promise.all(
      [1, 2].map(async times => analyzeHeap(await drawHeap(text, times).graph())),
    )
    const snapshot = { file: text, analysis: second! }
    const found: HeapReport[] = [
      inspectHeap(snapshot),
      inspectClass(snapshot, text, true),
      ...Array.from({ length: drawnKinds }, (_, at) => inspectObject(snapshot, second!.graph.id(at), true)),
      {
        kind: 'diff',
        files: [text, text],
        classes: joinDiffs([diffHeaps(first!.graph, second!.graph)]),
        ...describeLargestHolders(
          second!.graph,
          findGrowingHolders([first!, second!], { threshold: 100 }),
          5,
        ),
        threshold: 100,
        idsPersist: true,
        missingCapabilities: ['locations'],
      },
    ]
    for (const report of found) {
      expectHarmless(renderHeapJson(report))
      for (const style of styles) expectHarmless(renderHeap(report, style, style.unicode))
    }
  }
})

/** The first nodes of the drawing: each of its kinds is among them. */
const drawnKinds = 11

/** A heap whose classes, properties, variables and functions are called like the text. */
function drawHeap(text: string, times: number): Drawing {
  const heap = new Drawing()
  const list = heap.object(text, 100)
  heap.property(heap.global, text, list)
  for (const [at, type] of (['closure', 'string', 'native', 'code', 'symbol'] as const).entries()) {
    const node = heap.node(type, text, 50)
    heap.edge(list, (['context', 'internal', 'shortcut', 'property', 'weak'] as const)[at]!, text, node)
    heap.edge(heap.global, 'hidden', at, node)
  }
  const weak = heap.object(text)
  heap.ephemeron(list, weak, heap.object(text))
  heap.property(heap.global, 'weak', weak)
  for (let at = 0; at < 10 * times; at++) heap.edge(list, 'element', at, heap.object(text, 100))
  return heap
}

describe('errors', () => {
  /** Words of ours, by which a sentence is chosen. */
  const kinds = ['expected', 'why', 'kind', 'what', 'errno', 'reason']
  const poison = (value: unknown, text: string, name = ''): unknown => {
    if (typeof value === 'string') return kinds.includes(name) ? value : text
    if (Array.isArray(value)) return value.map(one => poison(one, text, name))
    if (typeof value !== 'object' || value === null) return value
    return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, poison(one, text, name)]))
  }

  test.each(Object.entries(problemSamples))('%s', (code, data) => {
    for (const text of attacks) {
      const filled = poison({ near: text, ...data, ...('near' in data && { near: text }) }, text)
      const { hint, message } = new UsageError(code as keyof Problems, filled as never)
      expectHarmless(`${message}\n  ${hint}`)
      // Only what an error of another program says may have lines of its own.
      if (!('message' in data) && !('problem' in data) && !('failure' in data))
        expect(message).not.toContain('\n')
      expect(hint).not.toContain('\n')
    }
  })

  test('errors of the command line', () => {
    for (const text of attacks)
      for (const message of [
        `error: unknown option '${text}'`,
        `error: unknown option '${text}'\n(Did you mean --help?)`,
        `error: option '--x <n>' argument '${text}' is invalid. ${text}`,
        `error: option '--x <n>' argument missing`,
        `error: another ${text}`,
      ]) {
        const described = clean(describeCommanderError(message), wide)
        expectHarmless(described)
        if (!message.startsWith('error: another')) expect(described.split('\n').length).toBeLessThan(3)
      }
  })
})

test('a first check stays a comment, whatever its path', () => {
  for (const text of attacks) {
    const [shown] = words.firstCheck.renderFirstCheck({ path: text, typescript: true }).split('\nimport ')
    for (const line of shown!.split('\n')) expect(line).toMatch(/^\/\//)
  }
})
