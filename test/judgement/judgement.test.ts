// Whole trials, simulated with models of memory: leaks are found, and bounded memory is not called a leak.
import { describe, expect, it, test } from 'vitest'
import { decide } from '../../src/judgement/decide.ts'
import { spentMs } from '../../src/judgement/schedule/costs.ts'
import { planNext } from '../../src/judgement/schedule.ts'
import { maxRounds } from '../../src/model/limits.ts'
import { makeReading, makeRecording } from '../recordings.ts'
import { createRandom, type Model, simulate } from './simulate.ts'

const kB = 1024

/** An array or a table as it grows: by a factor, `entry` bytes for each. */
const table =
  (entry: number, factor: number) =>
  (entries: number): number => {
    let capacity = 4
    while (capacity < entries) capacity = Math.ceil(capacity * factor) + 16
    return capacity * entry
  }
const array = table(8, 1.5)
const map = table(24, 2)

/** Adds the same amount with each doubling of the steps, like code that warms up ever more slowly. */
const fading = (bytes: number) => (steps: number) => bytes * Math.log2(1 + steps)

/** No noise in three of four readings, some kilobytes in the others. */
function spikes(bytes: number, seed: number): (reading: number) => number {
  const random = createRandom(seed)
  return () => (random() < 0.25 ? (random() - 0.5) * 2 * bytes : 0)
}

function unconverged(bytes: number, seed: number): (reading: number) => number {
  const random = createRandom(seed)
  return () => (random() + random() - 1) * bytes
}

/** An HTTP client that warms up for thousands of steps: steps, and bytes as measured on Node 20. */
const client: readonly [number, number][] = [
  [1, 173896],
  [3, 225592],
  [5, 280624],
  [7, 337336],
  [9, 396008],
  [11, 444080],
  [13, 483040],
  [15, 491200],
  [19, 525208],
  [25, 555712],
  [31, 580224],
  [37, 601456],
  [43, 615336],
  [53, 627584],
  [67, 638696],
  [81, 644136],
  [95, 642400],
  [109, 654336],
  [136, 655296],
  [176, 659800],
  [216, 670872],
  [256, 671976],
  [296, 676288],
  [366, 681440],
  [416, 684488],
  [466, 693368],
  [516, 693712],
  [566, 700536],
  [616, 715992],
  [666, 702728],
  [716, 705144],
  [766, 710136],
  [816, 723632],
  [1066, 754856],
  [1316, 809072],
  [1566, 833632],
  [1816, 838224],
  [2066, 861560],
  [2716, 1036144],
  [3366, 1026392],
  [4016, 1077232],
  [4666, 1042800],
  [5316, 1084792],
  [6652, 1231672],
  [7988, 1208000],
  [9324, 1252096],
  [10660, 1234976],
  [11996, 1272128],
]

/** The readings, with linear interpolation between two of them. */
const interpolate = (readings: readonly [number, number][]) => (steps: number) => {
  const next = readings.findIndex(([at]) => at >= steps)
  if (next === -1) return readings.at(-1)![1]
  const [from, low] = readings[next - 1] ?? [0, 0]
  const [to, high] = readings[next]!
  return low + ((high - low) * (steps - from)) / (to - from)
}

const leaky: Record<string, Model> = {
  'sixteen bytes a step': { heap: n => 16 * n },
  'a hundred bytes in every tenth step': { heap: n => 100 * Math.floor(n / 10) },
  'a kilobyte in every hundredth step': { heap: n => 1040 * Math.floor(n / 100) },
  'small integers in an array': { heap: array },
  'small integers in an array, readings some bytes off': { heap: array, noise: n => -48 * (n % 7) },
  'objects in a Map': { heap: n => 40 * n + map(n) },
  'sixteen bytes under spikes of ten kilobytes': { heap: n => 16 * n, noise: spikes(10 * kB, 1) },
  'three hundred bytes under warm-up of 258 kB a step': {
    heap: n => 300 * n + 258_000 * 60 * (1 - Math.exp(-n / 60)),
    msPerStep: 0.3,
  },
  'a cache that fills beside a leak': { heap: n => 64 * n + 900 * Math.min(n, 3000) },
  'a step of twenty milliseconds': { heap: n => 72 * n, msPerStep: 20 },
  'a step of twenty milliseconds that warms up': {
    heap: n => 72 * n + 25_000 * Math.log2(1 + Math.min(n, 20)),
    msPerStep: 20,
  },
  'a page of WebAssembly memory a step': { external: n => 65_536 * n },
  'array buffers while external memory is level': { heap: n => 80 * n, arrayBuffers: n => 2000 * n },
  'sixteen bytes a step, with a pause from 9,000 to 16,000': {
    heap: n => 16 * (Math.min(n, 9000) + Math.max(0, n - 16_000)),
  },
  'array buffers alone': { arrayBuffers: n => 2000 * n },
  'one watched object in ten': { alive: n => Math.floor(n / 10) },
  'each step slower than the one before it': { heap: n => 68 * n, slowdownMs: 2e-4 },
}

/** The capacity of a table that grows by a factor when it is full. */
function grown(needed: number, first: number, factor: number): number {
  let size = first
  while (size < needed) size *= factor
  return size
}

const MB = 1 << 20
/** Steps of megabytes. */
const bigLeaks: Record<string, Model> = {
  'an allocator that grows by a fifth': { external: n => grown(1_000_000 + 60_000 * n, 32 * MB, 1.2) },
  'an allocator that doubles': { external: n => grown(60_000 * n, 64 * kB, 2) },
  'slabs of eight megabytes': { external: n => 8 * MB * Math.ceil((30_000 * n) / (8 * MB)) },
  'a list of numbers': { heap: n => grown(8_000 * n, 1_000, 1.5) },
  'a table of numbers': { heap: n => grown(3_400 * n, 1_000, 2) },
}
const bigCaches: Record<string, Model> = {
  'an arena of 64 MB': { external: n => Math.min(64 * MB, 4 * MB * Math.floor(n / 40)) },
  'an arena of 160 MB': { external: n => Math.min(160 * MB, 4 * MB * Math.floor(n / 300)) },
  'a square root of megabytes': { heap: n => 500_000 * Math.sqrt(n), msPerStep: 5 },
  'a logarithm of megabytes': { heap: n => 8 * MB * Math.log2(1 + n), msPerStep: 5 },
}

const clean: Record<string, Model> = {
  nothing: {},
  'spikes of ten kilobytes': { noise: spikes(10 * kB, 2) },
  'unconverged readings of a slow step': { noise: unconverged(30 * kB, 3), msPerStep: 1 },
  'a cache of 1,000': { heap: n => 400 * Math.min(n, 1000) },
  'a cache of 5,000': { heap: n => 400 * Math.min(n, 5000) },
  'a cache of 20,000': { heap: n => 400 * Math.min(n, 20_000) },
  'a cache of 50,000': { heap: n => 400 * Math.min(n, 50_000) },
  'a cache of 100,000 in a Map': { heap: n => 40 * Math.min(n, 100_000) + map(Math.min(n, 100_000)) },
  'random keys': { heap: n => 400 * 2000 * (1 - Math.exp(-n / 2000)) },
  'warm-up of 258 kB a step that ends after 300': {
    heap: n => 258_000 * (Math.min(n, 300) - Math.min(n, 300) ** 2 / 600),
  },
  'warm-up that fades without end': { heap: fading(12_000), noise: unconverged(8 * kB, 4), msPerStep: 0.3 },
  'a module on the 200th step': { heap: n => (n >= 200 ? 1_500_000 : 0) },
  'a table on the 3,000th step': { heap: n => (n >= 3000 ? 300_000 : 0) },
  'a queue flushed at 700': { heap: n => 100 * (n % 700) },
  'a step of twenty milliseconds': { msPerStep: 20 },
  'a step of twenty milliseconds that warms up': {
    heap: n => 25_000 * Math.log2(1 + Math.min(n, 20)),
    msPerStep: 20,
  },
  'a step of 110 milliseconds, unconverged': { noise: unconverged(4 * kB, 5), msPerStep: 110 },
  'a pool outside the heap': { external: n => (n % 16 < 8 ? 0 : 8192) },
  'the newest fifty are alive': { alive: n => Math.min(n, 50) },
}

describe('a leak is found', () => {
  for (const [name, model] of Object.entries(leaky)) {
    it(name, () => expect(simulate(model).verdict.outcome).toBe('leaking'))
  }
})

describe('growth in big steps', () => {
  it.each(Object.entries(bigLeaks))('%s leaks, and its trial keeps to its memory', (_, model) => {
    const { recording, verdict } = simulate(model)
    expect(verdict.outcome).toBe('leaking')
    const { external, heapUsed } = recording.rounds.at(-1)!
    expect(heapUsed - recording.baseline!.heapUsed).toBeLessThan(128 * MB)
    expect(external - recording.baseline!.external).toBeLessThan(512 * MB)
  })

  it.each(Object.entries(bigCaches))('%s does not', (_, model) => {
    expect(simulate(model).verdict.outcome).not.toBe('leaking')
  })
})

describe('clean code is not called leaking', () => {
  for (const [name, model] of Object.entries(clean)) {
    it(name, () => expect(['collected', 'plateau']).toContain(simulate(model).verdict.outcome))
  }
})

describe('the course of a trial', () => {
  it.each([0.3, 1.3, 5.2])(
    'does not call a client leaking that warms up for long, at %d ms a step',
    msPerStep => {
      expect(simulate({ heap: interpolate(client), msPerStep }).verdict.outcome).not.toBe('leaking')
    },
  )

  it.each([20, 50, 80])('does not call a rare large leak in steps of %i ms collected', msPerStep => {
    const { recording, verdict } = simulate({ heap: n => 80_000 * Math.floor(n / 97), msPerStep })
    expect(recording.rounds.at(-1)!.totalSteps).toBeGreaterThanOrEqual(200)
    expect(['leaking', 'inconclusive']).toContain(verdict.outcome)
  })

  it('finds a large leak in every 97th step of 50 ms', () => {
    const { recording, verdict } = simulate({ heap: n => 80_000 * Math.floor(n / 97), msPerStep: 50 })
    expect(verdict.outcome).toBe('leaking')
    expect(recording.rounds.at(-1)!.totalSteps).toBeLessThan(900)
  })

  it.each<[string, (steps: number) => number]>([
    ['ever more rarely', n => 80_000 * Math.floor(Math.sqrt(n * 3))],
    ['up to the fifth', n => 80_000 * Math.min(5, Math.floor(n / 97))],
    ['late and seldom', n => 80_000 * Math.max(0, Math.floor((n - 500) / 40))],
  ])('does not call large objects leaking that come %s, in steps of 50 ms', (_, heap) => {
    expect(simulate({ heap, msPerStep: 50 }).verdict.outcome).not.toBe('leaking')
  })

  it.each([30, 300, 3000])('ends a stage whose steps take %i times as long as expected', factor => {
    for (let from = 12; from < 30; from++) {
      const load = (round: number) => (round < from ? 1 : factor)
      const { recording, verdict } = simulate({ heap: n => 68 * n, slowdownMs: 1e-4, load })
      expect(recording.ending.kind).toBe('complete')
      expect(verdict.outcome).not.toBe('collected')
    }
  })

  it('does not call slow steps leaking whose code warms up ever more slowly to the end', () => {
    const { verdict } = simulate({ heap: n => 9000 * n ** 0.65, msPerStep: 20 })
    expect(verdict.outcome).not.toBe('leaking')
  })

  it('ends soon when nothing grows', () => {
    expect(simulate({}).recording.rounds.length).toBeLessThan(25)
  })

  it('ends soon when a table grows only with the steps of a round, after a cache has filled', () => {
    const { recording, verdict } = simulate({ heap: n => 40 * Math.min(n, 9000), perRound: n => 100 * n })
    expect(verdict.outcome).not.toBe('leaking')
    expect(recording.rounds.at(-1)!.stage).toBeLessThanOrEqual(4)
  })

  it.each([1.25, 1.5, 2])('sees a table that grows %d-fold, wherever its jumps fall', factor => {
    for (let first = 100; first < 2500; first *= 1.1) {
      const capacity = (entries: number) => {
        let size = first
        while (size < entries) size *= factor
        return 24 * size
      }
      expect(simulate({ heap: capacity }).verdict.outcome, `first jump at ${first}`).toBe('leaking')
    }
  })

  it('goes on when memory jumps in the round in which it would have ended', () => {
    const cache = (steps: number) => 400 * Math.min(steps, 20_000)
    const usual = simulate({ heap: cache }).recording.rounds.at(-1)!.totalSteps
    // A WebAssembly memory grows when its first 16 MB are full, and then again and again.
    const jumps = (steps: number) => Math.max(0, Math.ceil((steps - usual + 1) / 10_000))
    const leak = simulate({ heap: cache, external: steps => 3 * MB * jumps(steps) })
    expect(leak.verdict.outcome).toBe('leaking')
    const once = simulate({ heap: cache, external: steps => 3 * MB * Math.min(1, jumps(steps)) })
    expect(once.verdict.outcome).toBe('collected')
  })

  it('goes on until a cache is full', () => {
    const { recording, verdict } = simulate({
      heap: n => 400 * Math.min(n, 20_000),
      freed: 8_000_000,
    })
    expect(verdict.outcome).toBe('plateau')
    expect(recording.rounds.at(-1)!.totalSteps).toBeGreaterThan(2 * 20_000)
  })

  it.each([
    ['all of it', { freed: 100 * kB }, 'plateau'],
    ['more than half of it', { freed: 60 * kB }, 'plateau'],
    ['a quarter of it: code of the step itself', { freed: 25 * kB }, 'collected'],
    ['nothing', {}, 'collected'],
    ['only what the set-up made', { freed: 150 * kB, setUpBytes: 150 * kB }, 'collected'],
    ['all of it, and what the set-up made', { freed: 250 * kB, setUpBytes: 150 * kB }, 'plateau'],
  ] as const)('memory that rose once, and the release frees %s', (_, released, outcome) => {
    const { verdict } = simulate({ heap: n => 100 * Math.min(n, 1_000), ...released })
    expect(verdict.outcome).toBe(outcome)
  })

  it('keeps to a third of the time limit when it has an answer, and to three quarters when it has none', () => {
    const spent = (heap: (steps: number) => number, noise: number) => {
      const model = { heap, noise: unconverged(noise, 6), msPerStep: 5 }
      const { recording, verdict } = simulate(model, { timeoutMs: 30_000 })
      const ms = spentMs(recording.rounds)
      return { ms, outcome: verdict.outcome }
    }
    const clear = spent(n => 3000 * n, 30 * kB)
    expect(clear.outcome).toBe('leaking')
    expect(clear.ms).toBeLessThan(12_000)
    const open = spent(n => 20_000 * n ** 0.65, 30 * kB)
    expect(open.outcome).toBe('inconclusive')
    expect(open.ms).toBeGreaterThan(12_000)
    expect(open.ms).toBeLessThan(24_000)
  })

  it('is judged by its readings when it reaches the time limit', () => {
    const cutShort = (model: Model) => {
      const ending = { kind: 'timeout', afterMs: 60_000 } as const
      return decide({ ...simulate(model).recording, released: null, ending })
    }
    const leak = cutShort({ heap: n => 100 * n })
    expect(leak.outcome).toBe('leaking')
    expect(leak.caveats).toContainEqual({ code: 'cut-short', afterMs: 60_000 })
    expect(cutShort({}).outcome).toBe('failed')
  })

  it('stops a leak of a kilobyte a step before it has grown by 64 MB', () => {
    const { recording, verdict } = simulate({ heap: n => 1000 * n })
    expect(verdict.outcome).toBe('leaking')
    expect(recording.rounds.at(-1)!.heapUsed - recording.baseline!.heapUsed).toBeLessThan(64 << 20)
  })

  it('stays within a part of the heap limit', () => {
    const { recording, verdict } = simulate({ heap: n => 200 * kB * n })
    expect(verdict.outcome).toBe('leaking')
    expect(recording.rounds.at(-1)!.heapUsed).toBeLessThan(250 << 20)
  })

  it('has few rounds only where more time or more rounds would add some', () => {
    const few = (plan: { rounds?: number }) => {
      const { recording, verdict } = simulate({ noise: () => 0 }, plan)
      expect(recording.rounds.filter(({ stage }) => stage > 0)).toHaveLength(6)
      return verdict.caveats.filter(({ code }) => code === 'few-rounds')
    }
    expect(few({})).toEqual([])
    expect(few({ rounds: 6 })).toEqual([{ code: 'few-rounds', rounds: 6, fixed: true }])
  })

  it('runs as many rounds and steps as the user fixed', () => {
    const { recording } = simulate({ heap: n => 100 * n }, { rounds: 9, steps: 50 })
    const measured = recording.rounds.filter(({ stage }) => stage > 0)
    expect(measured.map(({ steps }) => steps)).toEqual(new Array(9).fill(50))
    expect([...new Set(measured.map(({ stage }) => stage))]).toEqual([1, 2, 3])
  })

  it('is the same for a machine that is four times slower', () => {
    for (const [name, model] of [...Object.entries(leaky), ...Object.entries(clean)]) {
      const { verdict } = simulate({ ...model, msPerStep: (model.msPerStep ?? 0.001) * 4 })
      const expected = name in leaky && leaky[name] === model ? ['leaking'] : ['collected', 'plateau']
      expect(expected, name).toContain(verdict.outcome)
    }
  })

  it('reports the bytes per step of a leak to the byte, under spikes too', () => {
    for (const noise of [undefined, spikes(10 * kB, 7)]) {
      const { verdict } = simulate({ heap: n => 56 * n, ...(noise && { noise }) })
      const growth = verdict.evidence.find(piece => piece.kind === 'growth')
      expect(growth?.bytesPerStep).toBeCloseTo(56, noise ? 0 : 6)
    }
  })
})

test('a trial ends when it has as many rounds as a recording may have', () => {
  const rounds = Array.from({ length: maxRounds }, (_, round) =>
    makeReading({ round, totalSteps: round + 1 }),
  )
  const recording = makeRecording({}, { baseline: makeReading({ round: -1 }), rounds })
  recording.plan = { ...recording.plan, rounds: 1_000_000, steps: 1 }
  expect(planNext(recording)).toEqual({ do: 'release' })
})

describe('what dropping the scenario frees', () => {
  /** A trial that rose by 100 kB of heap and some bytes outside of it, of which the release freed 30 kB of heap and all of the rest. */
  function judgeRelease(outside: number) {
    const { recording } = simulate({})
    const { baseline, released, rounds } = recording
    const last = rounds.at(-1)!
    last.heapUsed = baseline!.heapUsed + 100_000
    last.external = baseline!.external + outside
    released!.heapUsed = last.heapUsed - 30_000
    released!.external = baseline!.external
    return decide(recording)
  }

  it('is a plateau if it is most of what grew', () => {
    expect(judgeRelease(300_000).outcome).toBe('plateau')
  })

  it('is none if it is the pool that Node cuts small buffers from', () => {
    for (const pool of [8192, 65_600]) expect(judgeRelease(pool).outcome).toBe('collected')
  })
})
