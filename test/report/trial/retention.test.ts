import { expect, test } from 'vitest'
import type { RetainingStep, Retention } from '../../../src/model/retention.ts'
import type { Evidence } from '../../../src/model/verdict.ts'
import { renderRetention } from '../../../src/report/trial/retention.ts'
import { ascii, growth, leakingRecording, plain, verdict } from '../build.ts'

const step = (changes: Partial<RetainingStep>): RetainingStep => ({
  by: 'property',
  name: '',
  what: '',
  scope: '',
  place: '',
  times: 1,
  repeatedSteps: 1,
  id: 0,
  ...changes,
})

const steps = [
  step({ by: 'root', name: 'step', what: 'function', place: 'scenarios/caches/strong-cache.ts:19' }),
  step({
    by: 'variable',
    name: 'cache',
    what: 'Map',
    scope: 'unbounded Map',
    place: 'scenarios/caches/strong-cache.ts:16',
  }),
  step({ by: 'entry', what: 'Session' }),
]

const retention: Retention = {
  steps: 400,
  continued: false,
  snapshotMs: 150,
  found: 400,
  described: 400,
  groups: [
    {
      label: 'Session',
      count: 400,
      direct: 400,
      shallowSize: 12_800,
      retainedSize: 360_000,
      path: { steps, holder: 1, cause: null },
      otherPath: null,
      fingerprint: '0123456789ab',
      place: 'scenarios/caches/strong-cache.ts:20',
    },
  ],
  holders: [],
  smaller: { count: 0, bytesPerStep: 0 },
  snapshotBytes: 4_000_000,
  analysisMs: 50,
  problem: '',
}
const render = (changes: Partial<Retention>, style = { ...plain, width: 80 }, evidence: Evidence[] = []) =>
  renderRetention(
    { ...leakingRecording(4), retention: { ...retention, ...changes } },
    verdict('leaking', evidence),
    style,
  )

test('survivors, how much they are, and their path with the holder marked', () => {
  expect(render({})).toBe(
    `
Why they stay alive (retaining path in a heap snapshot after 400 iterations)
400 Session objects retain 360.0 kB; watched at
scenarios/caches/strong-cache.ts:20; fingerprint 0123456789ab
  the step  scenarios/caches/strong-cache.ts:19
  → variable cache of unbounded Map: Map  scenarios/caches/strong-cache.ts:16
    ◀ holds 400
  → value of an entry: Session
`.slice(1, -1),
  )
})

test('at 40 columns in ASCII no line is too long', () => {
  const rendered = render({}, { ...ascii, width: 40 })
  expect(rendered.split('\n').filter(line => line.length > 40)).toEqual([])
  expect(rendered).toContain('<- holds 400')
  expect(rendered).toMatch(/^[\n\x20-\x7e]*$/)
})

test('repeated parts, indexes and causes', () => {
  const path = {
    steps: [
      step({ by: 'root', name: 'module' }),
      step({ by: 'variable', name: 'first', what: 'Node' }),
      step({ by: 'property', name: 'next', what: 'Node', times: 120 }),
      step({ by: 'element', name: '37', what: 'Session' }),
    ],
    holder: 1,
    cause: 'module-variable' as const,
  }
  const group = { ...retention.groups[0]!, count: 3, direct: 1, place: '', path }
  const rendered = render({ groups: [group] }, { ...plain, width: 100 })
  expect(rendered).toContain('1 Session object, and 2 reachable only through them, retain 360.0 kB;')
  expect(rendered).toContain('  a module\n')
  expect(rendered).toContain('→ .next: Node, 120 times\n')
  expect(rendered).toContain('→ [37]: Session\n')
  expect(rendered).toContain('\n  A variable of a module lives as long as the program.')
})

test("V8's internal names of functions are replaced", () => {
  const rendered = (scope: string) => {
    const path = {
      steps: [step({ by: 'variable', name: 'this', what: 'Player', scope })],
      holder: 0,
      cause: null,
    }
    return render({ groups: [{ ...retention.groups[0]!, path }] })
  }
  expect(rendered('<instance_members_initializer>')).toContain(
    'variable this of the fields of a class: Player',
  )
  expect(rendered('<static_initializer>')).toContain('variable this of the static fields of a class: Player')
  expect(rendered('default')).toContain('variable this of the default export: Player')
})

test('a name that each object of the language has is a name like others', () => {
  const variable = step({ by: 'variable', name: 'this', what: 'Player', scope: 'constructor' })
  const internal = step({ by: 'internal', name: 'toString', what: 'Player' })
  const root = step({ by: 'root', name: 'valueOf', what: '' })
  const path = { steps: [root, variable, internal], holder: 0, cause: null }
  const rendered = render({ groups: [{ ...retention.groups[0]!, path }] })
  expect(rendered).toContain('root: valueOf')
  expect(rendered).toContain('variable this of constructor: Player')
  expect(rendered).toContain('toString: Player')
})

test('holders that grow without watched objects', () => {
  const holder = {
    path: { steps: steps.slice(0, 2), holder: 1, cause: null },
    fingerprint: 'ba9876543210',
    bytesPerStep: 56,
    added: [{ name: 'Object', count: 20_000, size: 1_120_000 }],
    others: [],
    share: null,
    steps: 20_000,
  }
  const rendered = render({ found: 0, described: 0, groups: [], holders: [holder] })
  expect(rendered).toContain(
    'What keeps growing (retaining path in a heap snapshot after 400 iterations)\nMap grows by 56 B per iteration; new in 20,000 iterations: 20,000 Object (1.1\nMB); fingerprint ba9876543210\n',
  )
  expect(rendered).not.toContain('survivors')
  const goingOn = render({ found: 0, described: 0, groups: [], holders: [holder], continued: true })
  expect(goingOn).toContain(
    'What keeps growing (retaining path in a heap snapshot after 400 more iterations)\n',
  )
})

test('holders that are too small to list are counted', () => {
  const holder = {
    path: { steps: steps.slice(0, 2), holder: 1, cause: null },
    fingerprint: 'ba9876543210',
    bytesPerStep: 856,
    added: [{ name: 'system / Context', count: 2, size: 80 }],
    others: [],
    share: null,
    steps: 20_000,
  }
  const nothing = { found: 0, described: 0, groups: [] }
  const rendered = render({ ...nothing, holders: [holder], smaller: { count: 1, bytesPerStep: 45 } })
  expect(rendered).toMatch(/: Map {2}scenarios.*\nand 45 B per iteration more in 1 smaller holder$/)
  expect(rendered).toContain('2 (scope) (80 B)')
  const more = render({ ...nothing, holders: [holder], smaller: { count: 4, bytesPerStep: 45 } })
  expect(more).toContain('more in 4 smaller holders')
  expect(render({ ...nothing, holders: [holder] })).not.toContain('smaller')
})

test('a failed inspection is reported', () => {
  expect(render({ problem: 'the file ends too early', groups: [], found: 0 })).toBe(
    'Why they stay alive is not known: the file ends too early',
  )
  expect(render({ groups: [], found: 0 })).toContain('No object was found that holds what keeps growing')
  expect(renderRetention(leakingRecording(4), verdict('leaking'), plain)).toBe('')
})

test('names in a scenario cannot control the terminal', () => {
  const evil = [steps[0]!, step({ name: '\u001b[2J', what: 'a\nb' })]
  const rendered = render({
    groups: [{ ...retention.groups[0]!, path: { steps: evil, holder: 0, cause: null } }],
  })
  expect(rendered).not.toContain('\u001b')
  expect(rendered).toContain(': a b')
})

test('the share of the growth that a group retains', () => {
  const of = (bytesPerStep: number) => render({}, undefined, [growth({ trend: 'rising', bytesPerStep })])
  expect(of(900)).toContain('400 Session objects retain 360.0 kB (100 % of the growth);')
  expect(of(1800)).toContain('400 Session objects retain 360.0 kB (50 % of the growth);')
  expect(of(18_000)).toContain('(5 % of the growth);')
  expect(of(900_000)).toContain('(under 1 % of the growth);')
  expect(render({}, undefined, [growth({ trend: 'leveled-off', bytesPerStep: 900 })])).not.toContain(
    'of the growth',
  )
})

test('a path without the holder', () => {
  const otherPath = { steps: [steps[0]!, step({ name: 'onClose', what: 'Session' })], holder: 0, cause: null }
  const rendered = render({ groups: [{ ...retention.groups[0]!, otherPath }] })
  expect(rendered).toContain(
    'A second path, without that holder:\n  the step  scenarios/caches/strong-cache.ts:19\n  → .onClose: Session',
  )
})

test('a bounded number of objects has no cause to fix', () => {
  const path = { steps, holder: 1, cause: 'timer' as const }
  const recording = {
    ...leakingRecording(4),
    retention: { ...retention, groups: [{ ...retention.groups[0]!, path }] },
  }
  expect(renderRetention(recording, verdict('leaking'), plain)).toContain('A timer that was never cleared')
  expect(renderRetention(recording, verdict('plateau'), plain)).not.toContain('A timer')
})
