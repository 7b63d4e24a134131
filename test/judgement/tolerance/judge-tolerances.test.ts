// What is tolerated: budgets compared with whole trials, acceptances with the fingerprints of a heap inspection.
import { describe, expect, test } from 'vitest'
import { decide } from '../../../src/judgement/decide.ts'
import { proposeBudgets } from '../../../src/judgement/tolerance/propose-budget.ts'
import type { BudgetFile } from '../../../src/model/budget-file.ts'
import type { Recording, Subject } from '../../../src/model/recording.ts'
import type { Retention } from '../../../src/model/retention.ts'
import type { Acceptance, Budget } from '../../../src/model/tolerance.ts'
import type { Verdict } from '../../../src/model/verdict.ts'
import { createRandom, type Model, simulate } from '../simulate.ts'

const because = 'it is emptied at night'
const budget = (changes: Partial<Budget>): Budget => ({
  bytesPerStep: null,
  survivors: null,
  fingerprints: [],
  because,
  sharers: 1,
  ...changes,
})
const acceptance = (changes: Partial<Acceptance> = {}): Acceptance => ({
  fingerprint: 'map',
  because,
  until: null,
  sharers: 1,
  ...changes,
})

const run = (model: Model) => simulate(model).recording
const leak = run({ heap: n => 100 * n })
const watchedLeak = run({ heap: n => 100 * n, alive: n => n })
const plateau = run({ heap: n => 400 * Math.min(n, 50), alive: n => Math.min(n, 50) })
const unwatchedPlateau = run({ heap: n => 400 * Math.min(n, 20_000), freed: 8_000_000 })
const clean = run({})

/** Judges it as a variant that states to collect, unless said otherwise. */
function judge(
  recording: Recording,
  { budgets = [], acceptances = [] }: { budgets?: Budget[]; acceptances?: Acceptance[] },
  subject: Partial<Subject> = {},
  changes: Partial<Recording> = {},
): Verdict & { uses: string[] } {
  const whole: Subject = {
    ...recording.subject,
    stated: true,
    ...subject,
    tolerances: { budgets, acceptances },
  }
  const verdict = decide({ ...recording, ...changes, subject: whole })
  return { ...verdict, uses: (verdict.toleranceUses ?? []).map(({ use }) => use) }
}

function held(...fingerprints: string[]): Retention {
  const path = { steps: [], holder: 0, cause: null }
  const group = { label: '', count: 1, direct: 1, shallowSize: 1, retainedSize: 1, path, place: '' }
  return {
    steps: 100,
    continued: false,
    snapshotMs: 1,
    found: fingerprints.length,
    described: fingerprints.length,
    groups: fingerprints.map(fingerprint => ({ ...group, otherPath: null, fingerprint })),
    holders: [],
    smaller: { count: 0, bytesPerStep: 0 },
    snapshotBytes: 1,
    analysisMs: 1,
    problem: '',
  }
}

describe('a budget', () => {
  test.each([
    ['bytes within it', leak, { bytesPerStep: 101 }, 'applied'],
    ['bytes beyond it', leak, { bytesPerStep: 99 }, 'exceeded'],
    ['bytes that it does not name', leak, { survivors: 1_000_000 }, 'exceeded'],
    ['survivors that it does not name', watchedLeak, { bytesPerStep: 1000 }, 'exceeded'],
    ['bytes and survivors within it', watchedLeak, { bytesPerStep: 101, survivors: 10_000_000 }, 'applied'],
    ['survivors within it', plateau, { survivors: 50 }, 'applied'],
    ['survivors beyond it', plateau, { survivors: 49 }, 'exceeded'],
    ['bounded memory that is not watched', unwatchedPlateau, { bytesPerStep: 100 }, 'applied'],
    ['bounded memory, where only survivors are named', unwatchedPlateau, { survivors: 9 }, 'exceeded'],
    ['nothing', clean, { bytesPerStep: 100 }, 'unused'],
  ] as const)('%s', (_, recording, figures, use) => {
    const { uses, claimMet } = judge(recording, { budgets: [budget(figures)] })
    expect(uses).toEqual([use])
    expect(claimMet).toBe(use !== 'exceeded')
  })

  test('is compared with the upper bound of what was measured', () => {
    const random = createRandom(1)
    const noisy = run({ heap: n => 100 * n, noise: () => random() * 3000 })
    const growth = judge(noisy, {}).evidence.find(piece => piece.kind === 'growth')!
    expect(growth.high).toBeGreaterThan(growth.bytesPerStep)
    const between = (growth.high + growth.bytesPerStep) / 2
    expect(judge(noisy, { budgets: [budget({ bytesPerStep: between })] }).uses).toEqual(['exceeded'])
    expect(judge(noisy, { budgets: [budget({ bytesPerStep: growth.high })] }).uses).toEqual(['applied'])
  })

  test('counts the heap and what is outside it, and array buffers once', () => {
    const both = run({ heap: n => 100 * n, external: n => 200 * n, arrayBuffers: n => 200 * n })
    expect(judge(both, { budgets: [budget({ bytesPerStep: 301 })] }).claimMet).toBe(true)
    expect(judge(both, { budgets: [budget({ bytesPerStep: 299 })] }).claimMet).toBe(false)
  })

  test('two are as good as the better of them', () => {
    const budgets = [budget({ bytesPerStep: 10 }), budget({ bytesPerStep: 200 })]
    expect(judge(leak, { budgets })).toMatchObject({ claimMet: true, uses: ['exceeded', 'applied'] })
  })

  test('survivors with its fingerprints are not counted, but their bytes are', () => {
    const retention = held('map')
    const fits = { budgets: [budget({ bytesPerStep: 101, fingerprints: ['map'] })] }
    expect(judge(watchedLeak, fits).claimMet).toBe(false)
    expect(judge(watchedLeak, fits, {}, { retention }).claimMet).toBe(true)
    expect(judge(watchedLeak, fits, {}, { retention: held('map', 'list') }).claimMet).toBe(false)
    const heavy = { budgets: [budget({ bytesPerStep: 50, fingerprints: ['map'] })] }
    expect(judge(watchedLeak, heavy, {}, { retention }).claimMet).toBe(false)
  })

  test('a claim to plateau covers what is kept, but not its growth', () => {
    const claim = { claim: 'plateaus' } as const
    expect(judge(plateau, { budgets: [budget({ survivors: 1 })] }, claim).uses).toEqual(['unused'])
    expect(judge(watchedLeak, { budgets: [budget({ bytesPerStep: 101 })] }, claim).claimMet).toBe(false)
    // It claims to keep something and keeps nothing. That is no growth to tolerate.
    const empty = run({ alive: () => 0 })
    expect(judge(empty, { budgets: [budget({ bytesPerStep: 1 })] }, claim)).toMatchObject({
      claimMet: false,
      uses: ['unused'],
    })
  })

  test('is not needed for a claim to leak', () => {
    const verdict = judge(leak, { budgets: [budget({ bytesPerStep: 1 })] }, { claim: 'leaks' })
    expect(verdict).toMatchObject({ claimMet: true, uses: [] })
    expect(verdict).not.toHaveProperty('toleranceUses')
  })

  test('is exceeded when memory ran out', () => {
    const ending = { kind: 'exhausted', limitMb: 512, steps: 5000 } as const
    const verdict = judge(leak, { budgets: [budget({ bytesPerStep: 1e9 })] }, {}, { ending })
    expect(verdict).toMatchObject({ outcome: 'leaking', claimMet: false, uses: ['exceeded'] })
  })

  test('covers growth that is not certain if it covers the upper bound', () => {
    const cut = { ...leak, rounds: leak.rounds.filter(({ stage }) => stage <= 1) }
    const verdict = judge(cut, {})
    expect(verdict).toMatchObject({ outcome: 'inconclusive', claimMet: null })
    expect(judge(cut, { budgets: [budget({ bytesPerStep: 101 })] })).toMatchObject({
      outcome: 'inconclusive',
      claimMet: true,
    })
    expect(judge(cut, { budgets: [budget({ bytesPerStep: 99 })] })).toMatchObject({
      claimMet: null,
      uses: ['undecided'],
    })
  })
})

describe('an acceptance', () => {
  const day = (startedAt: string, retention = held('map')) => ({
    startedAt: `${startedAt}T23:59:59.999Z`,
    retention,
  })

  test('makes a refuted claim met', () => {
    const verdict = judge(watchedLeak, { acceptances: [acceptance()] }, {}, day('2026-01-01'))
    expect(verdict).toMatchObject({ outcome: 'leaking', claimMet: true, uses: ['applied'] })
  })

  test('counts to the end of its day, and no longer', () => {
    const acceptances = [acceptance({ until: '2027-01-31' })]
    expect(judge(watchedLeak, { acceptances }, {}, day('2027-01-31')).claimMet).toBe(true)
    expect(judge(watchedLeak, { acceptances }, {}, day('2027-02-01'))).toMatchObject({
      claimMet: false,
      uses: ['expired'],
    })
  })

  test('of one fingerprint does not cover another', () => {
    const acceptances = [acceptance(), acceptance({ fingerprint: 'set' })]
    expect(judge(watchedLeak, { acceptances }, {}, day('2026-01-01', held('map', 'list')))).toMatchObject({
      claimMet: false,
      uses: ['insufficient', 'unused'],
    })
    const both = [acceptance(), acceptance({ fingerprint: 'list' })]
    expect(
      judge(watchedLeak, { acceptances: both }, {}, day('2026-01-01', held('map', 'list'))),
    ).toMatchObject({
      claimMet: true,
      uses: ['applied', 'applied'],
    })
  })

  test('does not count when not all paths are described, or the heap was not inspected', () => {
    const acceptances = [acceptance()]
    const partly = { ...held('map'), found: 9 }
    expect(judge(watchedLeak, { acceptances }, {}, { retention: partly }).uses).toEqual(['insufficient'])
    expect(judge(watchedLeak, { acceptances }, {}, { retention: null })).toMatchObject({
      claimMet: false,
      uses: ['undecided'],
    })
  })

  test('of any of two holders of the same covers both, and of a holder of a part of it does not', () => {
    const path = { steps: [], holder: 0, cause: null }
    const withOther = (share: number): Retention => ({
      ...held(),
      holders: [
        {
          path,
          fingerprint: 'list',
          bytesPerStep: 100,
          share: 1,
          added: [],
          steps: 100,
          others: [{ path, fingerprint: 'map', share }],
        },
      ],
    })
    const useOf = (share: number) =>
      judge(leak, { acceptances: [acceptance()] }, {}, day('2026-01-01', withOther(share))).uses
    expect(useOf(1)).toEqual(['applied'])
    expect(useOf(0.4)).toEqual(['unused'])
  })

  test('is undecided when a budget applies, and unused when nothing leaks', () => {
    const within = { budgets: [budget({ bytesPerStep: 101 })], acceptances: [acceptance()] }
    expect(judge(leak, within).uses).toEqual(['applied', 'undecided'])
    expect(judge(clean, within).uses).toEqual(['unused', 'unused'])
  })
})

describe('--update-budget', () => {
  const own = (recording: Recording, variant = 'v', tolerances?: Subject['tolerances']) => {
    const subject = { ...recording.subject, stated: true, scenario: 'a.leak.ts', variant }
    const whole = { ...recording, subject: tolerances === undefined ? subject : { ...subject, tolerances } }
    return { recording: whole, verdict: decide(whole), retries: 0 }
  }
  const isOwn = () => true
  const retention = held('map')
  const propose = (before: BudgetFile, ...results: ReturnType<typeof own>[]) =>
    proposeBudgets(before, results, isOwn, '1.2.3')

  test('proposes entries that cover the same trial and noisier ones, and asks for the reason', () => {
    const results = [own({ ...watchedLeak, retention }, 'grows'), own(plateau, 'bounded'), own(leak, 'bytes')]
    const { budgets, changes, covered } = propose({}, ...results)
    const measured = 'measured by leaklab 1.2.3 on 1970-01-01; say here why this is tolerated'
    expect(budgets['a.leak.ts']).toEqual({
      grows: {
        bytesPerStep: 150,
        survivors: expect.any(Number),
        because: measured,
        fingerprints: ['map'],
      },
      bounded: { bytesPerStep: 0, survivors: 75, because: measured, fingerprints: [] },
      bytes: { bytesPerStep: 150, survivors: 0, because: measured, fingerprints: [] },
    })
    const alive = watchedLeak.rounds.at(-1)!.alive
    expect(budgets['a.leak.ts']!.grows!.survivors).toBeGreaterThanOrEqual(10 * alive)
    expect(changes.map(({ change, variant }) => [change, variant])).toEqual([
      ['added', 'grows'],
      ['added', 'bounded'],
      ['added', 'bytes'],
    ])
    expect([...covered]).toEqual(results)
  })

  test('keeps what was not measured, and a reason that a person wrote; removes what nothing needs', () => {
    const entry = { bytesPerStep: 10, survivors: 0, because, fingerprints: ['list'] }
    const before = { 'b.ts': { x: entry }, 'a.leak.ts': { leaks: entry, clean: entry } }
    const { budgets, changes } = propose(before, own(leak, 'leaks'), own(clean, 'clean'))
    expect(budgets).toEqual({
      'b.ts': { x: entry },
      'a.leak.ts': { leaks: { ...entry, bytesPerStep: 150 } },
    })
    expect(changes.map(({ change, variant }) => [change, variant])).toEqual([
      ['changed', 'leaks'],
      ['removed', 'clean'],
    ])
    expect(before['a.leak.ts'].leaks.bytesPerStep).toBe(10)
  })

  test('proposes nothing for what is already tolerated, for scenarios of leaklab, and where no budget helps', () => {
    const budgets = [budget({ bytesPerStep: 200 })]
    const entry = { bytesPerStep: 200, because, fingerprints: [] }
    const tolerated = own(leak, 'v', { budgets, acceptances: [] })
    expect(propose({ 'a.leak.ts': { v: entry } }, tolerated).changes).toEqual([])
    expect(proposeBudgets({}, [own(leak)], () => false, '1').changes).toEqual([])
    const exhausted = own({ ...leak, ending: { kind: 'exhausted', limitMb: 512, steps: 5000 } })
    expect(exhausted.verdict.claimMet).toBe(false)
    expect(propose({}, exhausted)).toMatchObject({ changes: [], covered: new Set() })
  })

  test('trials of one variant on several runtimes share an entry', () => {
    const heavier = run({ heap: n => 300 * n })
    const { budgets } = propose({}, own(heavier), own({ ...leak, retention: held('list') }), own(clean))
    expect(budgets['a.leak.ts']!.v).toMatchObject({ bytesPerStep: 450, fingerprints: ['list'] })
  })
})
