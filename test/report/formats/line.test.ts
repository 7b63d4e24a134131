import { expect, test } from 'vitest'
import { renderCheckLine, renderSummary } from '../../../src/report/formats/line.ts'
import { renderUnloaded } from '../../../src/report/trial/unloaded.ts'
import { ascii, clean, failed, failure, growing, leak, plain, report, verdict, widest } from '../build.ts'

const refuted = { ...clean, verdict: verdict('leaking', [growing], { claimMet: false }) }
const unsure = { ...clean, verdict: verdict('inconclusive', [growing]) }
const broken = failed({ kind: 'failed', failure })
const all = [leak, clean, refuted, unsure, broken]
const lines = (style: typeof plain) => all.map(result => renderCheckLine(result, style)).join('\n')
const unloaded = {
  scenario: 'my/thing.ts',
  problem: 'SyntaxError: Unexpected token',
  stack:
    'SyntaxError: Unexpected token\n    at file:///home/me/my/thing.ts:3:1\n    at node:internal/modules/esm:1:1',
}

test('one line each: mark, names, verdict, figure, duration', () => {
  expect(lines({ ...plain, width: 76 })).toBe(
    `
✔ strong-cache · unbounded Map          leaking       928 B/step       1.2 s
✔ strong-cache · deleted on logout      collected     keeps none       1.2 s
✘ strong-cache · deleted on logout      leaking       928 B/step       1.2 s
? strong-cache · deleted on logout      inconclusive                   1.2 s
✘ strong-cache · unbounded Map          failed        threw            1.2 s
`.trim(),
  )
})

test('at 40 columns a line has only the variant and its verdict, in ASCII where there is no Unicode', () => {
  expect(lines({ ...ascii, width: 40 })).toBe(
    `
ok unbounded Map            leaking
ok deleted on logout        collected
!! deleted on logout        leaking
?? deleted on logout        inconclusive
!! unbounded Map            failed
`.trim(),
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
  claim refuted: said "it collects", but it leaks (grows by 928 B/step)
  Try: leaklab run caches/strong-cache --variant 'deleted on logout'

✘ strong-cache · unbounded Map
  it failed in step 17: TypeError: cache.add is not a function
  Try: fix what the message names, then run it again

? strong-cache · deleted on logout
  neither growth nor rest could be shown in the time there was
  Try: give it more time (--timeout), or fix more rounds (--rounds); a quiet
  machine helps too

✘ my/thing.ts
  SyntaxError: Unexpected token
  at /home/me/my/thing.ts:3:1
  Try: the file must load on its own: \`node <file>\` shows the same error

✘ 5 variants of 1 scenario: 2 claims met, 1 refuted, 1 failed, 1 inconclusive, 1
  file not loaded
`.trim(),
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

test('the code of a syntax error keeps its lines, and the advice depends on the problem', () => {
  const problem =
    'SyntaxError: TypeScript enum is not supported in strip-only mode\n/home/me/my/thing.ts:2\nenum Color { Red }\n^^^^'
  expect(renderUnloaded({ ...unloaded, problem, stack: '' }, plain)).toBe(
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
    renderUnloaded({ ...unloaded, problem: 'the default export is a number; expected …' }, plain),
  ).toContain('Try: a scenario file exports by default')
})
