// What is tolerated, in every format: with its reason, and with the tolerances that are not needed.
import { expect, test } from 'vitest'
import type { Result } from '../../../src/model/report.ts'
import type { Retention } from '../../../src/model/retention.ts'
import type { Acceptance, Budget, ToleranceUse } from '../../../src/model/tolerance.ts'
import { renderGithub } from '../../../src/report/formats/github.ts'
import { parseReport, renderJson } from '../../../src/report/formats/json.ts'
import { renderJunit } from '../../../src/report/formats/junit.ts'
import { renderCheckLine, renderSummary } from '../../../src/report/formats/line.ts'
import { renderMarkdown } from '../../../src/report/formats/markdown.ts'
import { renderTap } from '../../../src/report/formats/tap.ts'
import { renderDetails } from '../../../src/report/trial/details.ts'
import { describeBudgetChange } from '../../../src/report/words/en/tolerance.ts'
import { ascii, clean, growing, leak, plain, report, subject, verdict, widest } from '../build.ts'

type BudgetUse = Extract<ToleranceUse, { kind: 'budget' }>
type AcceptanceUse = Extract<ToleranceUse, { kind: 'acceptance' }>

const because = 'the parser empties it at night'
const budget = (use: BudgetUse['use'], changes: Partial<Budget> = {}): BudgetUse => ({
  kind: 'budget',
  use,
  budget: { bytesPerStep: 1000, survivors: 500, fingerprints: [], because, sharers: 1, ...changes },
  measured: { bytesPerStep: 935.2, survivors: 400 },
})
const acceptance = (use: AcceptanceUse['use'], changes: Partial<Acceptance> = {}): AcceptanceUse => ({
  kind: 'acceptance',
  use,
  acceptance: { fingerprint: '0123456789ab', because, until: '2027-01-31', sharers: 1, ...changes },
})

/** A small leak in a user's file whose claim is `collects`. */
function leaking(variant: string, claimMet: boolean, ...toleranceUses: ToleranceUse[]): Result {
  const mine = {
    ...subject,
    scenario: 'cache.leak.ts',
    slug: 'cache.leak',
    variant,
    claim: 'collects' as const,
  }
  const changes = { claimMet, ...(toleranceUses.length > 0 && { toleranceUses }) }
  return {
    ...leak,
    recording: { ...leak.recording, subject: mine },
    verdict: verdict('leaking', [growing], changes),
  }
}

const within = leaking('within', true, budget('applied'))
const accepted = leaking('accepted', true, acceptance('applied'))
const beyond = leaking('beyond', false, budget('exceeded', { bytesPerStep: 100, survivors: null }))
const ended = leaking('expired', false, acceptance('expired'))
const needless: Result = {
  ...clean,
  verdict: { ...clean.verdict, toleranceUses: [budget('unused'), acceptance('unused')] },
}

const bottom = (result: Result, style = plain) => {
  const lines = renderDetails(result, style).split('\n')
  return lines.slice(lines.findIndex(line => line.startsWith('LEAKING'))).join('\n')
}

test('the table: the reason stands beside the evidence', () => {
  expect(bottom(within)).toBe(
    `
LEAKING  grows by 928 B per iteration
  · JS heap: grows by 928 B per iteration over 3 rounds, 300 iterations (between
    920 B and 936 B)
  · tolerated within its budget of 1,000 B per iteration and 500 objects alive
    (measured: up to 936 B per iteration and 400 objects alive): the parser
    empties it at night
✔ claim met: no growth beyond its budget
`.trim(),
  )
  expect(bottom(accepted)).toContain(
    `
  · fingerprint 0123456789ab is accepted until 2027-01-31: the parser empties it
    at night
✔ claim met: its leak is accepted until 2027-01-31`,
  )
})

test('the table: what is not tolerated has its budget or its date', () => {
  expect(bottom(beyond)).toContain(
    `
  · its budget of 100 B per iteration: the parser empties it at night
✘ claim refuted: said "it collects", but it leaks, beyond its budget of 100 B
  per iteration (measured: up to 936 B per iteration and 400 objects alive)`,
  )
  expect(bottom(ended)).toContain(
    `
  · fingerprint 0123456789ab was accepted until 2027-01-31: the parser empties
    it at night
✘ claim refuted: said "it collects", but it leaks; its acceptance ended on
  2027-01-31`,
  )
})

test('a function without a stated claim', () => {
  const bare = (result: Result): Result => ({
    ...result,
    recording: { ...result.recording, subject: { ...result.recording.subject, stated: false } },
  })
  expect(bottom(bare(within))).toMatch(/\n✔ no growth beyond its budget$/)
  expect(bottom(bare(beyond))).toContain('✘ expected not to leak, and it leaks, beyond its budget of 100')
})

test('one word for each way in which an acceptance does not help', () => {
  expect(bottom(leaking('x', false, acceptance('insufficient', { until: null })))).toContain(
    '· fingerprint 0123456789ab is accepted, and it is not all that leaks: the',
  )
  expect(bottom(leaking('x', false, acceptance('undecided')), { ...plain, width: 120 })).toContain(
    'is accepted until 2027-01-31, but what holds the survivors is not known: the parser',
  )
})

test('lines: the summary has what is tolerated and what is not needed, with a count', () => {
  const results = [within, accepted, beyond, needless]
  expect(results.map(result => renderCheckLine(result, plain)[0])).toEqual(['✔', '✔', '✘', '✔'])
  expect(renderSummary(report(results), plain)).toBe(
    `
✘ cache.leak · beyond
  What: expected all freed, found a leak (grows by 928 B per iteration), beyond
  its budget of 100 B per iteration (measured: up to 936 B per iteration and 400
  objects alive)
  its budget of 100 B per iteration: the parser empties it at night
  Where: cache.leak.ts
  Try: leaklab run cache.leak.ts --variant beyond

✔ cache.leak · within
  claim met: no growth beyond its budget (grows by 928 B per iteration)
  tolerated within its budget of 1,000 B per iteration and 500 objects alive
  (measured: up to 936 B per iteration and 400 objects alive): the parser
  empties it at night

✔ cache.leak · accepted
  claim met: its leak is accepted until 2027-01-31 (grows by 928 B per
  iteration)
  fingerprint 0123456789ab is accepted until 2027-01-31: the parser empties it
  at night

! strong-cache · deleted on logout: the budget of 1,000 B per iteration and 500
  objects alive is not needed: the parser empties it at night
! strong-cache · deleted on logout: the acceptance of fingerprint 0123456789ab
  matches nothing: the parser empties it at night

✘ 4 variants of 2 scenarios: 3 claims met (2 tolerated), 1 refuted
`.trim(),
  )
  expect(widest(renderSummary(report(results), { ...ascii, width: 60 }))).toBeLessThanOrEqual(60)
})

test('a tolerance that variants share is needed if one of them needs it', () => {
  const wide = { ...plain, width: 200 }
  const shared = { sharers: 2 }
  const used = leaking('used', true, budget('applied', shared))
  const other = leaking('other', true, budget('unused', shared))
  const rendered = (...results: Result[]) => renderSummary(report(results), wide).includes('is not needed')
  expect(rendered(used, other)).toBe(false)
  const neither = [leaking('used', true, budget('unused', shared)), other]
  expect(rendered(...neither)).toBe(true)
  expect(renderSummary(report(neither), wide)).toContain('! cache.leak: the budget of')
  // The other variant was not run, and may need it.
  expect(rendered(other)).toBe(false)
  // On another runtime it is needed.
  expect(rendered(leaking('other', true, budget('unused')), leaking('other', true, budget('applied')))).toBe(
    false,
  )
})

test('JUnit and TAP: met, with the reason', () => {
  const all = report([within, accepted, needless])
  const xml = renderJunit(all)
  expect(xml).toContain('tests="3" failures="0" errors="0"')
  expect(xml).toContain(
    'fingerprint 0123456789ab is accepted until 2027-01-31: the parser empties it at night',
  )
  expect(xml).toContain('the acceptance of fingerprint 0123456789ab matches nothing')
  const tap = renderTap(all)
  expect(tap.match(/^ok /gm)).toHaveLength(3)
  expect(tap).toContain('"tolerated within its budget of 1,000 B per iteration and 500 objects alive')
  expect(tap).toContain('"the budget of 1,000 B per iteration and 500 objects alive is not needed')
  expect(renderTap(report([ended]))).toMatch(/^not ok .*\n {2}---\n.*its acceptance ended on 2027-01-31/m)
})

test('GitHub: a notice for each, after the errors', () => {
  const lines = renderGithub(report([clean, within, needless, beyond])).split('\n')
  expect(lines.map(line => line.split(' ')[0])).toEqual(['::error', '::notice', '::notice'])
  expect(lines[1]).toBe(
    '::notice file=cache.leak.ts,line=1,title=leaklab%3A cache.leak.ts › within::claim met: no growth beyond its budget: grows by 928 B per iteration%0Atolerated within its budget of 1,000 B per iteration and 500 objects alive (measured: up to 936 B per iteration and 400 objects alive): the parser empties it at night',
  )
})

test('Markdown: the reason stands below the table', () => {
  const text = renderMarkdown(report([clean, accepted]))
  expect(text).toContain(
    '| ✔ met | cache.leak.ts › accepted | claim met: its leak is accepted until 2027-01-31: grows by 928 B per iteration |',
  )
  expect(text).toMatch(
    /\*\*cache\.leak\.ts › accepted\*\* \(cache\.leak\.ts:1\)\n\n- fingerprint 0123456789ab is accepted until 2027-01-31: the parser empties it at night$/,
  )
})

test('JSON: the uses of tolerances are read back as they were written', () => {
  const whole = report([within, accepted, beyond, ended, needless])
  expect(parseReport(renderJson(whole))).toEqual(whole)
})

test("a leak in a user's own file with a fingerprint comes with advice how to tolerate it", () => {
  const group = {
    label: '',
    count: 1,
    direct: 1,
    shallowSize: 1,
    retainedSize: 1,
    otherPath: null,
    place: '',
  }
  const path = { steps: [], holder: 0, cause: null }
  const retention: Retention = {
    steps: 100,
    continued: false,
    snapshotMs: 1,
    found: 1,
    described: 1,
    groups: [{ ...group, path, fingerprint: '0123456789ab' }],
    holders: [],
    smaller: { count: 0, bytesPerStep: 0 },
    snapshotBytes: 1,
    analysisMs: 1,
    problem: '',
  }
  const seen = (changes: Partial<Result['recording']['subject']>) => {
    const result = leaking('x', false)
    const mine = { ...result.recording.subject, ...changes }
    return { ...result, recording: { ...result.recording, subject: mine, retention } }
  }
  const advice =
    "known and tolerated? accept: { '0123456789ab': { because: 'why' } } in the scenario, or --update-budget"
  for (const rendered of [
    renderSummary(report([seen({})]), { ...plain, width: 200 }),
    bottom(seen({}), { ...plain, width: 200 }),
    renderTap(report([seen({})])),
  ])
    expect(rendered).toContain(advice)
  expect(bottom(seen({ stated: false }))).toContain('known and tolerated? leaklab check --update-budget')
  // Built-in scenarios are meant to leak, and without a heap inspection there is no fingerprint.
  expect(bottom(seen({ scenario: 'caches/strong-cache' }))).not.toContain('tolerated')
  expect(bottom(leaking('x', false))).not.toContain('tolerated')
})

test('the changes of --update-budget', () => {
  const entry = { bytesPerStep: 150, survivors: 0, because, fingerprints: [] }
  const where = { scenario: 'cache.leak.ts', variant: 'a map', entry }
  expect(describeBudgetChange({ ...where, change: 'added' })).toBe(
    'leaklab.budget.json: added cache.leak.ts, a map: 150 B per iteration',
  )
  expect(describeBudgetChange({ ...where, change: 'removed' })).toBe(
    'leaklab.budget.json: removed cache.leak.ts, a map: nothing needs it any more',
  )
})
