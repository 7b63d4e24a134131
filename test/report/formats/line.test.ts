import { expect, test } from 'vitest'
import type { Retention } from '../../../src/model/retention.ts'
import { lineFormat, renderCheckLine, renderSummary } from '../../../src/report/formats/line.ts'
import { renderUnloaded } from '../../../src/report/trial/unloaded.ts'
import {
  ascii,
  clean,
  colored,
  failed,
  failure,
  growing,
  leak,
  plain,
  report,
  verdict,
  widest,
} from '../build.ts'

const refuted = { ...clean, verdict: verdict('leaking', [growing], { claimMet: false }) }
const unsure = { ...clean, verdict: verdict('inconclusive', [growing]) }
const broken = failed({ kind: 'failed', failure })
const emptyRetention: Retention = {
  steps: 400,
  continued: false,
  snapshotMs: 150,
  found: 400,
  described: 400,
  groups: [],
  holders: [],
  smaller: { count: 0, bytesPerStep: 0 },
  snapshotBytes: 1,
  analysisMs: 1,
  problem: '',
}
const all = [leak, clean, refuted, unsure, broken]
const lines = (style: typeof plain) => all.map(result => renderCheckLine(result, style)).join('\n')
const unloaded = {
  scenario: 'my/thing.ts',
  reason: 'import' as const,
  problem: 'SyntaxError: Unexpected token',
  stack:
    'SyntaxError: Unexpected token\n    at file:///home/me/my/thing.ts:3:1\n    at node:internal/modules/esm:1:1',
}

test('one line each: mark, names, what was expected and found, duration', () => {
  expect(lines({ ...plain, width: 80 })).toBe(
    `
✔ strong-cache · unbounded Map       expected a leak, found a leak         1.2 s
✔ strong-cache · deleted on logout   expected all freed, found all freed   1.2 s
✘ strong-cache · deleted on logout   expected all freed, found a leak      1.2 s
? strong-cache · deleted on logout   inconclusive                          1.2 s
✘ strong-cache · unbounded Map       failed                                1.2 s
`.trim(),
  )
})

test('in a wide terminal and in a pipe a line has a figure too', () => {
  expect(
    lines({ ...plain, width: 100 })
      .split('\n')
      .slice(1, 3),
  ).toEqual([
    '✔ strong-cache · deleted on logout  expected all freed, found all freed  keeps none            1.2 s',
    '✘ strong-cache · deleted on logout  expected all freed, found a leak     928 B per iteration   1.2 s',
  ])
})

test('the figure gives way to names, in all lines of a report', () => {
  const { subject } = leak.recording
  const print = (longest: string) => {
    let text = ''
    const reporter = lineFormat.create(part => (text += part), { ...plain, width: 100 })
    reporter.expect?.([subject, { ...subject, variant: longest }])
    reporter.result?.(0, leak)
    return text
  }
  expect(print('v'.repeat(17))).toContain('per iteration')
  expect(print('v'.repeat(18))).not.toContain('per iteration')
  expect(print('v'.repeat(18))).toContain('strong-cache · unbounded Map ')
})

test('at 40 columns a line has only the variant and the answer, in ASCII where there is no Unicode', () => {
  expect(lines({ ...ascii, width: 40 })).toBe(
    `
ok unbounded Map         as expected
ok deleted on logout     as expected
!! deleted on logout     found a leak
?? deleted on logout     inconclusive
!! unbounded Map         failed
`.trim(),
  )
})

test('sign and color say whether the claim is met: an expected leak is no alarm, a refuted claim is one', () => {
  const [expectedLeak, , alarm] = lines({ ...colored, width: 80 }).split('\n')
  const [green, red] = ['\u001b[38;5;28m', '\u001b[38;5;196m']
  expect(expectedLeak).toContain(`${green}expected a leak, found a leak`)
  expect(expectedLeak).not.toContain(red)
  expect(alarm).toContain(`${red}expected all freed, found a leak`)
  expect(alarm).not.toContain(green)
})

test('a function that states nothing is expected not to leak', () => {
  const stated = { ...refuted.recording, subject: { ...refuted.recording.subject, stated: false } }
  expect(renderCheckLine({ ...refuted, recording: stated }, plain)).toContain(
    'expected no leak, found a leak',
  )
})

test.each([40, 50, 60, 80, 120])('at %d columns no line is longer', width => {
  expect(widest(lines({ ...plain, width }))).toBeLessThanOrEqual(width)
})

test('a summary is one line if every claim is met', () => {
  expect(renderSummary(report([leak, clean]), plain)).toBe('✔ 2 variants of 1 scenario: 2 claims met')
})

test('a summary names each claim that is not met with what to try, and ends with the counts', () => {
  expect(renderSummary(report(all, { unloaded: [unloaded] }), plain)).toBe(
    `
✘ strong-cache · deleted on logout
  What: expected all freed, found a leak (grows by 928 B per iteration)
  Where: caches/strong-cache
  Try: leaklab run caches/strong-cache --variant 'deleted on logout'

✘ strong-cache · unbounded Map
  What: it failed in step 17: TypeError: cache.add is not a function
  Where: caches/strong-cache, Object.step (/home/me/my-thing.ts:12:9)
  Try: fix the error above, then run it again

? strong-cache · deleted on logout
  What: neither growth nor stability is certain
  Where: caches/strong-cache
  Try: fix more rounds (--rounds), or run it on a quiet machine

✘ my/thing.ts
  SyntaxError: Unexpected token
  at /home/me/my/thing.ts:3:1
  Try: the file must load on its own: \`node <file>\`, or the runtime of
  --runtime, shows the same error

✘ 5 variants of 1 scenario: 2 claims met, 1 refuted, 1 failed, 1 inconclusive, 1
  file not loaded
`.trim(),
  )
})

test('a failure says what, where, why it is alive, and what to try, in this order', () => {
  const step = {
    by: 'root',
    name: '',
    what: 'a module',
    id: 1,
    scope: '',
    place: '',
    times: 1,
    repeatedSteps: 1,
  } as const
  const map = { ...step, by: 'property', name: 'cache', what: 'Map', id: 2, place: 'src/cart.ts:4' } as const
  const entry = { ...step, by: 'entry', what: 'Session', id: 3 } as const
  const retention: Retention = {
    ...emptyRetention,
    groups: [
      {
        label: 'Session',
        count: 400,
        direct: 400,
        shallowSize: 8_000,
        retainedSize: 400_000,
        path: { steps: [step, map, entry], holder: 1, cause: null },
        otherPath: null,
        fingerprint: '0123456789ab',
        place: 'src/cart.leak.ts:12',
      },
    ],
  }
  const piece = {
    kind: 'retention',
    pointsTo: 'nothing',
    holder: map,
    retainedObjects: 400,
    label: 'Session',
    fingerprint: '0123456789ab',
  } as const
  const result = {
    ...refuted,
    recording: { ...refuted.recording, retention },
    verdict: verdict('leaking', [growing, piece], { claimMet: false }),
  }
  const rendered = renderSummary(report([result]), plain)
  const parts = [
    'What: ',
    'Where: caches/strong-cache, src/cart.leak.ts:12',
    'Why alive: Session',
    '400',
    'Try: ',
  ]
  const positions = parts.map(part => rendered.indexOf(part))
  expect(positions).not.toContain(-1)
  expect(positions).toEqual([...positions].sort((a, b) => a - b))
  expect(
    widest(renderSummary(report([result]), { ...plain, width: 40 }).replace(/Try: .*/, '')),
  ).toBeLessThanOrEqual(40)
})

test('a failure says so when the heap inspection found no path', () => {
  const retention = { ...emptyRetention, problem: 'the snapshot took too long' }
  const result = { ...refuted, recording: { ...refuted.recording, retention } }
  expect(renderSummary(report([result]), { ...plain, width: 120 })).toMatch(
    / {2}Why alive: .*: the snapshot took too long\n {2}Try: /,
  )
})

test('a command in the summary is one line, so that it can be copied', () => {
  const rendered = renderSummary(report([refuted]), { ...plain, width: 40 })
  expect(rendered).toContain("Try: leaklab run caches/strong-cache --variant 'deleted on logout'\n")
})

test('files that could not be loaded are rendered one by one or together', () => {
  expect(renderUnloaded([unloaded, unloaded], plain)).toBe(
    `${renderUnloaded(unloaded, plain)}\n\n${renderUnloaded(unloaded, plain)}`,
  )
})

test('the code of a syntax error keeps its lines, and the advice is that for the reason', () => {
  const problem =
    'SyntaxError: TypeScript enum is not supported in strip-only mode\n/home/me/my/thing.ts:2\nenum Color { Red }\n^^^^'
  expect(renderUnloaded({ ...unloaded, reason: 'typescript', problem, stack: '' }, plain)).toBe(
    `
✘ my/thing.ts
  SyntaxError: TypeScript enum is not supported in strip-only mode
  /home/me/my/thing.ts:2
  enum Color { Red }
  ^^^^
  Try: Node only takes types away: write it without enum, namespace and
  parameter properties, or run the compiled JavaScript
`.slice(1, -1),
  )
  expect(
    renderUnloaded({ ...unloaded, reason: 'export', problem: 'the default export is a number' }, plain),
  ).toContain('Try: a scenario file exports by default')
  // An error of the file may have the words of another problem.
  for (const problem of [
    'Error: there is no default export',
    'Error: strip-only',
    'Error: they are too long',
  ])
    expect(renderUnloaded({ ...unloaded, problem }, plain)).toContain('Try: the file must load on its own')
})
