import { beforeAll, describe, expect, test } from 'vitest'
import {
  analyzeHeap,
  computeDistances,
  computeFreedSize,
  diffHeaps,
  findBiggestDominators,
  findDominatorChains,
  findGrowingHolders,
  findInstances,
  findRawPath,
  type HeapAnalysis,
  inspectNode,
  summarizeHeap,
} from '../../../src/heap/index.ts'
import type { RetainingStep, RetentionGroup } from '../../../src/model/retention.ts'
import { joinDiffs } from '../../../src/report/heap/diff.ts'
import { renderHeap, renderHeapJson } from '../../../src/report/heap/heap.ts'
import type { HeapReport } from '../../../src/report/heap/heap-report.ts'
import { renderPath } from '../../../src/report/heap/path.ts'
import { nameChains } from '../../../src/retention/describe-names.ts'
import { describeLargestHolders } from '../../../src/retention/holder-paths.ts'
import { Drawing } from '../../heap/support/builder.ts'
import { ascii, colored, plain, widest } from '../build.ts'

/** A heap whose program keeps sessions in a Map; each call has more of them. */
function draw(time: number): Drawing {
  const heap = new Drawing()
  const scope = heap.node('object', 'system / Context', 40)
  const [cache, save] = [heap.object('Map', 32), heap.node('closure', 'save', 64)]
  const table = heap.node('array', '', 4000 * (time + 1))
  heap.property(heap.global, 'save', save)
  heap.edge(save, 'internal', 'context', scope)
  heap.edge(scope, 'context', 'cache', cache)
  heap.edge(cache, 'internal', 'table', table)
  for (let at = 0; at < 3 + 40 * time; at++) {
    const session = heap.object('Session', 1000)
    heap.edge(table, 'element', at, session)
    heap.property(session, 'token', heap.node('string', 'do not tell', 24))
  }
  return heap
}

const file = 'app.heapsnapshot'
const files = ['1.heapsnapshot', '2.heapsnapshot', '3.heapsnapshot']
let analyses: HeapAnalysis[]
let summary: HeapReport
let session: HeapReport

beforeAll(async () => {
  analyses = await Promise.all([0, 1, 2].map(async time => analyzeHeap(await draw(time).graph())))
  const [first] = analyses as [HeapAnalysis]
  summary = {
    kind: 'summary',
    file,
    ...summarizeHeap(first),
    dominators: findBiggestDominators(first, 4),
    chains: nameChains(first, findDominatorChains(first, 4), 4),
    missingCapabilities: [],
  }
  session = { kind: 'node', file, ...inspected(first, 6), path: pathTo(6), missingCapabilities: [] }
})

/** One node as `leaklab heap --id` inspects it. */
function inspected(analysis: HeapAnalysis, ordinal: number) {
  return { node: inspectNode(analysis, ordinal), freedSize: computeFreedSize(analysis, ordinal) }
}

function pathTo(ordinal: number) {
  const { graph } = analyses[0]!
  return {
    id: graph.id(ordinal),
    steps: findRawPath(graph, computeDistances(graph), ordinal) ?? null,
    described: null,
    groups: [],
    ungrouped: 0,
  }
}

/** A group of so many objects with the same path. */
function groupOf(steps: RetainingStep[], more: Partial<RetentionGroup> = {}): RetentionGroup {
  const path = { steps, holder: Math.max(0, steps.length - 2), cause: null }
  const sizes = { shallowSize: 16, retainedSize: 45_000 }
  return {
    label: 'Session',
    count: 1,
    direct: 1,
    ...sizes,
    path,
    otherPath: null,
    fingerprint: 'abc',
    place: '',
    ...more,
  }
}

function diffOf(analyses: readonly HeapAnalysis[], threshold = 1024, limit = 10): HeapReport {
  const diffs = analyses.slice(1).map(({ graph }, at) => diffHeaps(analyses[at]!.graph, graph))
  return {
    kind: 'diff',
    files: files.slice(0, analyses.length),
    classes: joinDiffs(diffs),
    ...describeLargestHolders(analyses.at(-1)!.graph, findGrowingHolders(analyses, { threshold }), limit),
    threshold,
    idsPersist: true,
    missingCapabilities: [],
  }
}

test('a summary has totals, constructors and what retains most', () => {
  expect(renderHeap(summary, plain)).toBe(
    `
app.heapsnapshot
7.2 kB in 12 nodes and 11 edges

Constructors by retained size

constructor  count  shallow  retained
─────────────────────────────────────
global           1      8 B    7.2 kB
Function         1     64 B    7.2 kB
(scope)          1     40 B    7.1 kB
Map              1   4.0 kB    7.1 kB
Session          3   3.0 kB    3.1 kB
(string)         3     72 B      72 B

Objects that retain most

object                                       id   shallow  retained  folded
────────────────────────────────────────────────────────────────────────────
variable cache: Map                          @7    4.0 kB    7.1 kB  3 above
variable cache → value of an entry: Session  @13   1.0 kB    1.0 kB  2 alike

folded: so many above hold it and little else, so many below retain nearly the
same, so many alike have the same name

--class <constructor> lists its instances, --id <n> --why shows what holds one
`.trim(),
  )
})

test('a class has its instances, and what keeps the largest', () => {
  const instances = findInstances(analyses[0]!, 'Session', 2)
  const report = {
    kind: 'class',
    file,
    className: 'Session',
    ...instances,
    path: pathTo(6),
    missingCapabilities: [],
  } as const
  expect(renderHeap(report, plain)).toBe(
    `
Session: 3 instances, the 2 that retain most

object   id   shallow  retained
───────────────────────────────
Session  @13   1.0 kB    1.0 kB
Session  @17   1.0 kB    1.0 kB

Why the one that retains most @13 is kept
(root) @1
  global global @3
  .save save() @9
  (context) (scope) @5
  variable cache Map @7
  (table) (array) @11
  [0] Session @13
`.trim(),
  )
  expect(renderHeap({ ...report, path: undefined, missingCapabilities: [] }, plain)).toContain(
    '--id <n> --why shows',
  )
})

test('a node has all that is known of it, and never the content of a string', () => {
  expect(renderHeap(session, plain)).toBe(
    `
Session @13
  type         object
  constructor  Session
  distance     6 from the program's roots
  shallow      1.0 kB
  retained     1.0 kB
  dominator    (array) @11

Holds: 1 edge

edge    object    id   shallow  retained
────────────────────────────────────────
.token  (string)  @15     24 B      24 B

Held by: 1 edge

edge  object   id   shallow  retained
─────────────────────────────────────
[0]   (array)  @11      0 B    3.1 kB

Why Session @13 is kept
(root) @1
  global global @3
  .save save() @9
  (context) (scope) @5
  variable cache Map @7
  (table) (array) @11
  [0] Session @13
`.trim(),
  )
})

test('a WeakMap says how much the values take that need it', async () => {
  const heap = new Drawing()
  const [map, key, value] = [heap.object('WeakMap', 20), heap.object('Key'), heap.object('Value', 2000)]
  heap.chain(heap.global, map)
  heap.chain(heap.global, key)
  heap.ephemeron(map, key, value)
  const analysis = analyzeHeap(await heap.graph())
  const textOf = (ordinal: number) =>
    renderHeap(
      {
        kind: 'node',
        file,
        ...inspected(analysis, ordinal),
        path: undefined,
        missingCapabilities: [],
      },
      { ...plain, width: 120 },
    )
  expect(textOf(map.ordinal)).toContain(
    '  retained     20 B, and 2.0 kB in values of WeakMaps that need it as well as their keys\n',
  )
  expect(textOf(key.ordinal)).toMatch(/ {2}retained {5}2.0 kB\n/)
})

test('a place in a script counts from one', () => {
  const report = {
    kind: 'node',
    file,
    ...inspected(analyses[0]!, 1),
    path: undefined,
    missingCapabilities: [],
  } as const
  expect(renderHeap(report, plain)).toContain('  location     script 7:12:4\n')
  const location = { scriptId: 7, line: 11, column: 3 }
  for (const [script, described] of [
    ['file:///app/a%20b.js', '/app/a b.js:12:4'],
    ['/app/c.cjs', '/app/c.cjs:12:4'],
    ['file://%zz/', 'file://%zz/:12:4'],
  ]) {
    const node = { ...report.node, location: { ...location, script } }
    expect(renderHeap({ ...report, node }, plain)).toContain(`  location     ${described}\n`)
  }
})

test('a snapshot with missing capabilities names them', () => {
  const text = renderHeap({ ...summary, missingCapabilities: ['weak references', 'locations'] }, plain)
  expect(text.replaceAll(/\s+/g, ' ')).toMatch(
    /is not a snapshot by V8, .* what WeakRefs point to; where functions were written\.$/,
  )
  expect(renderHeap(summary, plain)).not.toContain('not a snapshot by V8')
})

test('snapshots without lasting ids have sums, and no holders', () => {
  const diff = { ...diffOf(analyses.slice(0, 2)), idsPersist: false, holders: [] } as HeapReport
  const text = renderHeap(diff, plain)
  expect(text).toContain('Not known: objects have new ids')
  expect(text).not.toContain('Nothing grew')
})

test('of many edges the first are shown, and their number is described', () => {
  const report = {
    kind: 'node',
    file,
    node: inspectNode(analyses[0]!, 5, 2),
    freedSize: 0,
    path: undefined,
    missingCapabilities: [],
  } as const
  expect(renderHeap(report, plain)).toContain('Holds: 3 edges, of which 2 are shown\n')
})

test('an object that nothing references has no path', async () => {
  const heap = new Drawing()
  const lost = heap.object('Lost')
  const analysis = analyzeHeap(await heap.graph())
  const path = { id: lost.id, steps: null, described: null, groups: [], ungrouped: 1 }
  // The root dominates it nevertheless: in V8's dominator tree every object has a dominator.
  const text = renderHeap(
    { kind: 'node', file, ...inspected(analysis, lost.ordinal), path, missingCapabilities: [] },
    plain,
  )
  expect(text).toContain('  distance     none: nothing leads to it, or only weak edges do')
  expect(text).toContain('Held by: nothing')
  expect(text).toContain('Nothing keeps it: only weak edges lead to it')
})

test('a diff of three has what grew in both intervals, and the holder first', () => {
  expect(renderHeap(diffOf(analyses), plain)).toBe(
    `
Constructors that grew in every interval

               new   gone    grown     bytes     new    gone    grown     bytes
constructor  first  first    first     first  second  second   second    second
───────────────────────────────────────────────────────────────────────────────
Session         40      0        0  +40.0 kB      40       0        0  +40.0 kB
Map              0      0  +4.0 kB   +4.0 kB       0       0  +4.0 kB   +4.0 kB
(string)        40      0        0    +960 B      40       0        0    +960 B

What holds more and more

                grew      grew
holder  id     first    second  new  retained
─────────────────────────────────────────────
Map     @7  +45.0 kB  +45.0 kB   80   97.0 kB

Map @7: new in it 40 Session (40.0 kB), 40 (string) (960 B)
  the global object  @3
  → .save: save()  @9
  → variable cache: Map  @7
  A function holds the scope it was made in: each variable there that it, or any
  function beside it, mentions.

\`leaklab heap 3.heapsnapshot --id 7\` shows what is in it
`.trim(),
  )
})

test('in a narrow terminal a diff drops the same columns of each interval', () => {
  const heads = (width: number) => renderHeap(diffOf(analyses), { ...plain, width }).split('\n')[2]
  expect(heads(78)).toMatch(/^ +new +gone +bytes +new +gone +bytes$/)
  expect(heads(58)).toMatch(/^ +new +bytes +new +bytes$/)
  expect(heads(44)).toMatch(/^ +bytes +bytes$/)
})

test('smaller holders are counted, and only the first ones have paths', async () => {
  // Enough in two of them that these are looked for one by one.
  const sizes = [70_000, 60_000, 7000, 6000, 5000, 4000, 3000, 2000]
  const analyses = await Promise.all(
    [0, 1, 2].map(async time => {
      const heap = new Drawing()
      const holders = sizes.map(size => heap.object(`Holder${size}`))
      for (const [at, holder] of holders.entries()) {
        heap.property(heap.global, `at${at}`, holder)
        heap.edge(holder, 'internal', 'elements', heap.node('array', '', sizes[at]! * (time + 1)))
      }
      return analyzeHeap(await heap.graph())
    }),
  )
  const described = renderHeap(diffOf(analyses, 1024, 6), plain)
  expect(described).toMatch(/^Holder4000 +@15 /m)
  expect(described).toContain('\nand 2 smaller holders: +5.0 kB, then +5.0 kB\n')
  expect(described.match(/^ {2}→ /gm)).toHaveLength(5)
  expect(described).toContain('  → .at4: Holder5000  @')
  expect(renderHeap(diffOf(analyses, 1024, 7), plain)).toContain(
    '\nand 1 smaller holder: +2.0 kB, then +2.0 kB\n',
  )
})

test("the engine's own classes come last, and not in a table", async () => {
  const analyses = await Promise.all(
    [0, 1, 2].map(async time => {
      const heap = new Drawing()
      const sessions = heap.object('Sessions')
      heap.property(heap.global, 'sessions', sessions)
      for (let at = 0; at < 4 * time; at++) {
        heap.edge(sessions, 'element', 2 * at, heap.object('Session', 500))
        heap.edge(sessions, 'internal', `${at}`, heap.node('code', 'save', 900))
      }
      return analyzeHeap(await heap.graph())
    }),
  )
  const diff = renderHeap(diffOf(analyses), plain)
  expect(diff).not.toMatch(/^\(compiled code\)/m)
  expect(diff).toContain("\n\nand of the engine's own (compiled code) +3.6 kB, then +3.6 kB\n\n")
  expect(renderHeap(diffOf(analyses, 3601), plain)).not.toContain('engine')
  expect(diff).toContain('Sessions @5: new in it 4 Session (2.0 kB)\n')
  const analysis = analyses[2]!
  const described = renderHeap(
    {
      kind: 'summary',
      file: '-',
      ...summarizeHeap(analysis),
      dominators: [],
      chains: nameChains(analysis, findDominatorChains(analysis, 1), 1),
      missingCapabilities: [],
    },
    plain,
  )
  expect(described).toContain('standard input\n')
  expect(described).not.toMatch(/^\(compiled code\)/m)
  expect(described).toContain("\nand 7.2 kB of the engine's own, most of it (compiled code) 7.2 kB\n")
})

test('rows that are left out are counted', async () => {
  const heap = new Drawing()
  for (let at = 0; at < 30; at++) heap.property(heap.global, `at${at}`, heap.object(`Class${at}`))
  const analysis = analyzeHeap(await heap.graph())
  const report = { ...(summary as Extract<HeapReport, { kind: 'summary' }>), ...summarizeHeap(analysis) }
  expect(renderHeap(report, plain)).toContain('\n… 11 more …\n')
})

test('a diff of two advises a third', () => {
  const text = renderHeap(diffOf(analyses.slice(0, 2)), plain)
  expect(text).toContain('Constructors that grew from the first snapshot to the second')
  expect(text).toContain('Map     @7  +45.0 kB   80   52.1 kB')
  expect(text).toContain('a third snapshot after as many steps')
})

test('a diff without growth says so', () => {
  expect(renderHeap(diffOf([analyses[0]!, analyses[0]!, analyses[0]!], 5000), plain)).toBe(
    `
Constructors that grew in every interval

None grew in every interval.

What holds more and more

Nothing grew by 5.0 kB or more in every interval.
`.trim(),
  )
})

test('a holder that is larger by its own elements has nothing new in it', async () => {
  const analyses = await Promise.all(
    [0, 1].map(async time => {
      const heap = new Drawing()
      const numbers = heap.object('Array')
      heap.property(heap.global, 'numbers', numbers)
      heap.edge(numbers, 'internal', 'elements', heap.node('array', '', 5000 * (time + 1)))
      return analyzeHeap(await heap.graph())
    }),
  )
  expect(renderHeap(diffOf(analyses), plain)).toContain('Array @5: nothing new in it, it is larger itself')
})

test('only classes that grew in every interval are joined', async () => {
  const heaps = [
    { Warm: 1, Leak: 1 },
    { Warm: 9, Leak: 2 },
    { Warm: 8, Leak: 3 },
  ].map(counts => {
    const heap = new Drawing()
    for (const [name, count] of Object.entries(counts)) {
      for (let at = 0; at < count; at++) {
        const node = heap.object(name)
        node.id = (name === 'Warm' ? 1001 : 2001) + 2 * at
        heap.property(heap.global, `${name}${at}`, node)
      }
    }
    return heap.graph()
  })
  const [a, b, c] = await Promise.all(heaps)
  expect(joinDiffs([diffHeaps(a!, b!), diffHeaps(b!, c!)]).map(({ name }) => name)).toEqual(['Leak'])
})

describe('a path', () => {
  test('shows that steps are left out', async () => {
    const steps = pathTo(6).steps!
    expect(renderPath([...steps.slice(0, 2), { folded: 12_345 }, ...steps.slice(-1)], plain)).toBe(
      `
(root) @1
  global global @3
  … 12,345 similar steps …
  [0] Session @13
`.trim(),
    )
  })

  test('has words for every kind of edge', () => {
    const step = { ordinal: 1, id: 2, type: 'object', name: 'X', edge: 1 }
    const kinds = ['property', 'element', 'context', 'internal', 'hidden', 'shortcut', 'weak', 'ephemeron']
    const steps = kinds.map(edgeType => ({ ...step, edgeType: edgeType as 'weak', edgeName: 'a' }))
    expect(
      renderPath(steps, plain)
        .split('\n')
        .map(line => line.trim()),
    ).toEqual([
      '.a X @2',
      '[a] X @2',
      'variable a X @2',
      '(a) X @2',
      '(a) X @2',
      'a X @2',
      'weak a X @2',
      'entry of a WeakMap X @2',
    ])
  })
})

describe('in JSON', () => {
  test('it has its format, and never the content of a string', () => {
    for (const report of [summary, session, diffOf(analyses)]) {
      const text = renderHeapJson(report)
      expect(JSON.parse(text)).toMatchObject({ format: 'leaklab-heap', version: 2, kind: report.kind })
      expect(text).not.toContain('do not tell')
    }
    expect(JSON.parse(renderHeapJson(session)).node.references).toMatchObject([
      { edgeName: 'token', name: '(string)', id: 15 },
    ])
    expect(JSON.parse(renderHeapJson(diffOf(analyses))).holders).toMatchObject([
      { id: 7, growth: [44_960, 44_960] },
    ])
  })
})

test.each([40, 60])('in %i columns no line is too long', async width => {
  const heap = draw(2)
  const long = heap.object('AVeryLongNameOfAConstructorThatIsFarTooLongForATerminal', 50_000)
  heap.property(heap.global, 'aVeryLongNameOfAPropertyThatIsFarTooLongForAnyTerminal', long)
  const analysis = analyzeHeap(await heap.graph())
  const { graph } = analysis
  const steps = findRawPath(graph, analysis, long.ordinal)!
  const reports: HeapReport[] = [
    {
      kind: 'summary',
      file,
      ...summarizeHeap(analysis),
      dominators: findBiggestDominators(analysis, 5),
      chains: nameChains(analysis, findDominatorChains(analysis, 5), 5),
      missingCapabilities: [],
    },
    {
      kind: 'node',
      file,
      ...inspected(analysis, long.ordinal),
      path: { id: long.id, steps, described: null, groups: [], ungrouped: 0 },
      missingCapabilities: [],
    },
    { kind: 'node', file, ...inspected(analysis, 1), path: undefined, missingCapabilities: [] },
    diffOf(analyses),
  ]
  for (const report of reports)
    expect(widest(renderHeap(report, { ...plain, width }))).toBeLessThanOrEqual(width)
})

test('without Unicode and without color there is nothing but ASCII', () => {
  for (const report of [summary, session, diffOf(analyses)]) {
    expect(renderHeap(report, ascii)).toMatch(/^[\n\x20-\x7e]*$/)
    expect(renderHeap(report, colored)).toContain('\u001b[1m')
  }
})

test('a path in terms of JavaScript with ids, and every step on request', () => {
  const path = pathTo(6)
  const step = { scope: '', place: '', times: 1, repeatedSteps: 1 }
  const steps = [
    { ...step, by: 'root', name: 'global', what: 'global', id: 3 } as const,
    { ...step, by: 'property', name: 'sessions', what: 'Map', id: 7, place: 'app.js:12' } as const,
  ]
  const report = { ...(session as Extract<HeapReport, { kind: 'node' }>) }
  const inWords = { steps, holder: 1, cause: null }
  report.path = { ...path, described: inWords, groups: [groupOf(steps)], ungrouped: 0 }
  const described = renderHeap(report, plain)
  expect(described).toContain(
    '  the global object  @3  ◀ holds it\n  → .sessions: Map  @7 app.js:12\n\n--every-step shows',
  )
  expect(described).not.toContain('(root) @1')
  expect(renderHeap(report, plain, true)).toContain('(root) @1\n')
})

test('a class with --why is described by the ways its instances are held', () => {
  const step = { scope: '', place: '', times: 1, repeatedSteps: 1 }
  const steps: RetainingStep[] = [
    { ...step, by: 'root', name: 'module', what: 'Generator', id: 1 },
    { ...step, by: 'variable', name: 'all', what: 'Array', id: 3, place: 'app.js:1' },
    { ...step, by: 'element', name: '7', what: 'Session', id: 5 },
  ]
  const other = steps.with(1, { ...steps[1]!, name: 'byId', what: 'Map' })
  const [heap] = analyses as [HeapAnalysis]
  const groups = [
    groupOf(steps, { count: 500, direct: 500, otherPath: { steps: other, holder: 1, cause: null } }),
    groupOf(steps.slice(0, 2), { count: 3, direct: 3, retainedSize: 96 }),
  ]
  const path = { ...pathTo(6), described: groups[0]!.path, groups, ungrouped: 2 }
  const found = findInstances(heap, 'Session', 1)
  const render = (ungrouped: number) =>
    renderHeap(
      {
        kind: 'class',
        file,
        className: 'Session',
        path: { ...path, ungrouped },
        missingCapabilities: [],
        ...found,
      },
      plain,
    )
  expect(render(1)).toContain('\n1 more is kept in another way, or by nothing.\n')
  const text = render(2)
  expect(text.slice(text.indexOf('Why'))).toBe(`Why they are kept

500 Session objects retain 45.0 kB; fingerprint abc
  a module  @1
  → variable all: Array  @3 app.js:1  ◀ holds 500
  → an element: Session  @5
A second path, without that holder:
  a module  @1
  → variable byId: Map  @3 app.js:1
  → [7]: Session  @5
3 Session objects retain 96 B; fingerprint abc
  a module  @1  ◀ holds 3
  → variable all: Array  @3 app.js:1

2 more are kept in other ways, or by nothing.

--every-step shows what the engine has between these steps`)
})

test('three snapshots name what grows, and its path, as two do', () => {
  const sectionOf = (report: HeapReport) =>
    renderHeap(report, plain)
      .replace(/[\s\S]*(?=^\S+ @\d+: new in it)/m, '')
      .replace(/`leaklab[\s\S]*/, '')
  const three = sectionOf(diffOf(analyses))
  expect(three).toContain('→ variable cache: Map')
  expect(three).toBe(sectionOf(diffOf(analyses.slice(1))))
})

test("what native code holds is not called by the collector's name for it", async () => {
  const draw = (sockets: number) => {
    const heap = new Drawing()
    const handles = heap.node('synthetic', '(Global handles)', 0)
    heap.edge(heap.root, 'element', 1, handles)
    for (let at = 0; at < sockets; at++) heap.edge(handles, 'element', at, heap.object('Socket', 400))
    return heap
  }
  const heaps = await Promise.all([20, 40, 60].map(async count => analyzeHeap(await draw(count).graph())))
  const text = renderHeap(diffOf(heaps), plain)
  expect(text).toContain('references of native code  @')
  expect(text).toContain('references of native code @5: new in it 20 Socket')
  expect(text).not.toContain('(Global handles)')
})
