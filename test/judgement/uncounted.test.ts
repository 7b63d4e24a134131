// What V8 does not count: resident memory that no counter explains, the heaps of workers, descriptors.
import { describe, expect, it } from 'vitest'
import { decide } from '../../src/judgement/decide.ts'
import { findEvidence } from '../../src/model/evidence.ts'
import { createRandom, simulate } from './simulate.ts'

const kB = 1024

/** Memory as malloc has it: whole pages, and now and then a megabyte for a compiler. */
function pages(bytes: (steps: number) => number, seed: number): (steps: number) => number {
  const random = createRandom(seed)
  let compiled = 0
  return steps => {
    if (random() < 0.05) compiled += random() * 1000 * kB
    return Math.ceil((bytes(steps) + compiled + random() * 12 * kB) / 4096) * 4096
  }
}

describe('memory that no counter explains', () => {
  it.each([1, 2, 3, 4, 5, 6, 7, 8])('of 1 kB in each iteration is a leak (seed %i)', seed => {
    const { verdict } = simulate({ uncounted: pages(steps => steps * kB, seed) })
    expect(verdict.outcome).toBe('leaking')
    const growth = verdict.evidence.find(piece => piece.kind === 'growth' && piece.series === 'uncounted')
    expect(growth).toMatchObject({ trend: 'rising', pointsTo: 'leaking' })
  })

  it('is a leak in slow iterations, too', () => {
    const { verdict } = simulate({ uncounted: pages(steps => steps * 40 * kB, 9), msPerStep: 20 })
    expect(verdict.outcome).toBe('leaking')
  })

  it('is no leak if it rises with the garbage of a round', () => {
    const { verdict } = simulate({ uncounted: (steps, round) => pages(() => round * 16 * kB, 10)(steps) })
    expect(verdict).toMatchObject({ outcome: 'collected', caveats: [{ code: 'nothing-watched' }] })
  })

  it('is no leak while it is less than the buffers of a round had, which malloc may keep', () => {
    const { verdict } = simulate({
      uncounted: pages(steps => Math.min(steps * 4 * kB, 100_000 * kB), 12),
      garbage: steps => steps * 64 * kB,
    })
    expect(verdict.outcome).toBe('collected')
  })

  it('is a caveat with the reason if it still rises at the end', () => {
    const { verdict } = simulate({
      uncounted: pages(steps => steps * 2 * kB, 13),
      garbage: steps => steps * 64 * kB,
    })
    expect(verdict.outcome).toBe('collected')
    const caveat = verdict.caveats.find(({ code }) => code === 'uncounted-rises')
    expect(caveat).toMatchObject({ onceInUseBytes: expect.any(Number) })
  })

  it('is a leak if more rises than was ever in use', () => {
    // V8 collects within a round, so that no more than 20 MB wait at its end.
    const garbage = (steps: number) => Math.min(steps * 64 * kB, 20_000 * kB)
    const { verdict } = simulate({ uncounted: pages(steps => steps * 8 * kB, 14), garbage })
    expect(verdict.outcome).toBe('leaking')
  })

  it('is never a leak while it is level but for the compilers', () => {
    const outcomes = Array.from({ length: 500 }, (_, seed) => {
      const { verdict } = simulate({ uncounted: pages(() => 0, 100 + seed) })
      return verdict.outcome
    })
    expect(outcomes.filter(outcome => outcome !== 'collected')).toEqual([])
  })

  it('is no leak if it rises ever more slowly', () => {
    for (const level of [(n: number) => 400 * kB * Math.log2(1 + n), (n: number) => 100 * kB * Math.sqrt(n)])
      expect(simulate({ uncounted: pages(level, 11) }).verdict.outcome).toBe('collected')
  })

  it('is said not to have been looked at where the system does not tell', () => {
    const { recording } = simulate({})
    for (const round of recording.rounds) round.system!.uncountedBytes = null
    expect(decide(recording).caveats).toContainEqual({ code: 'not-looked-at', series: ['uncounted'] })
  })

  it('may grow by so much as memory outside the heap that is counted', () => {
    const { recording } = simulate({ uncounted: steps => steps * 2_000_000, msPerStep: 0.1 })
    expect(recording.rounds.at(-1)!.totalSteps).toBeLessThan(400)
  })
})

describe('the heap of a worker thread', () => {
  it('that grows is a leak, without the advice to watch objects, as it has no lab', () => {
    const { verdict } = simulate({ worker: steps => steps * 2 * kB })
    expect(verdict).toMatchObject({ outcome: 'leaking', caveats: [] })
    expect(verdict.evidence).toContainEqual(
      expect.objectContaining({ kind: 'growth', series: 'workers', pointsTo: 'leaking' }),
    )
  })

  it('that grows beside that of the main thread keeps the advice', () => {
    const { verdict } = simulate({ worker: steps => steps * 2 * kB, heap: steps => steps * 2 * kB })
    expect(verdict).toMatchObject({ outcome: 'leaking', caveats: [{ code: 'nothing-watched' }] })
  })
})

describe('descriptors', () => {
  it.each([1, 2, 0.5])('are a leak if each iteration takes %d more, before there are none left', taken => {
    const { recording, verdict } = simulate({ descriptors: steps => steps * taken })
    expect(recording.ending.kind).toBe('complete')
    expect(verdict.outcome).toBe('leaking')
    expect(findEvidence(verdict.evidence, 'resource')).toMatchObject({
      resource: 'descriptors',
      trend: 'rising',
    })
  })

  it('are a leak when an iteration fails because there are none left', () => {
    // The first 40 iterations take none, so that warm-up does not see what is to come.
    const { recording, verdict } = simulate({ descriptors: steps => Math.max(0, steps - 40) * 20 })
    expect(recording.ending.kind).toBe('failed')
    expect(verdict.outcome).not.toBe('collected')
  })

  it('are none if there is a limit of their own', () => {
    for (const limit of [10, 50, 100, 300])
      expect(simulate({ descriptors: steps => Math.min(limit, steps) }).verdict.outcome).toBe('collected')
  })
})
