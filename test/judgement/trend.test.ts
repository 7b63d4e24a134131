// Trends of single series, as measured in real packages.
import { expect, test } from 'vitest'
import { type Points, seriesRules, slicePoints } from '../../src/judgement/series.ts'
import { judgeTrend } from '../../src/judgement/trend.ts'

const heap = seriesRules.find(({ series }) => series === 'heap')!

/** Rounds of each stage, by their size in steps and what each added in bytes. */
function pointsOf(stages: readonly (readonly [steps: number, added: readonly number[]])[]): Points {
  const points: Points = { msPerStep: 5, steps: [0], values: [4_000_000], stages: [0] }
  for (const [stage, [steps, added]] of stages.entries()) {
    for (const bytes of added) {
      points.steps.push(points.steps.at(-1)! + steps)
      points.values.push(points.values.at(-1)! + bytes)
      points.stages.push(stage)
    }
  }
  return points
}

// AbortSignal.any on Node 20: a weak reference of 32 bytes for each step, in a set that doubles.
const joined = pointsOf([
  [200, [26312, 1136, 7528, 8568, 28912]],
  [200, [17240, 14888, 28120, 5712, 36440, 12000, 1744, 11128, 10072, 12656]],
  [950, [60848, 115856, 14664, 52496, 20128]],
  [2500, [265520, 74424, 86472, 424312, 82808]],
  [6500, [215160, 861032, 213888, 61536, 214960]],
  [20000, [1953744, 630968, 656752, 3253632, 647968]],
])

test('a rate that most rounds of a stage share is found in spite of the jumps of a table', () => {
  expect(judgeTrend(joined, heap, 3).trend).toBe('rising')
})

// esbuild 0.25.12: after V8 has optimized code, it retains more per step than before, until some 3,000 steps.
const warming = pointsOf([
  [1, [126560, 1032, 8776, 9944, 720, 0]],
  [1, [1728, 10376, 11160, 16336, 23056, 2496, 11536, 1880, 3768, 9752]],
  [3, [23752, 30560, 1208, 0, 168, 0, 0, 7752, -192, 736]],
  [7, [1952, -48, 3176, 1200, 96, 104, 224, 120, 9656, 0]],
  [20, [104, 7856, 184, -2088, 1392, 2744, 264, 2696, 312, 0]],
  [50, [4776, 1912, 1520, 3712, 1824, 0, 0, 1944, 5112, 16]],
  [250, [20008, 54248, 23696, 30792, 13960]],
])

test.each([[3], [null]])('growth that accelerates is not called a leak', certain => {
  expect(judgeTrend(warming, heap, certain).trend).toBe('unclear')
})

// ofetch 1.3.3: a timer of 1.2 kB for each request, seen after everything else has warmed up.
const fetched = pointsOf([
  [1, [407360, 31456, 51592, 41736, 54200, 31608]],
  [1, [28536, 46968, 90160, 58040, 61160, 27304, 46864, 30088, 67664, 22112]],
  [3, [109704, 50264, 24280, 29104, 9304, 16456, 15120, 4984, 10712, 14104]],
  [7, [13496, 20424, 25448, 22048, 20816, 17600, 20736, 2416, 12784, 15128]],
  [20, [42616, 37144, 40552, 46592, 22408, 39336, 43984, 6744, 38664, 48024]],
  [50, [59376, 46488, 69000, 53656, 42848, 89528, 42184, 54008, 88112, 44448]],
  [250, [377088, 326360, 266688, 315408, 297928]],
])

test('at the end of the budget it is enough that a line is likelier than a square root', () => {
  expect(judgeTrend(fetched, heap, null).trend).toBe('rising')
})

// Twenty milliseconds of waiting and one object of 72 bytes on Node 26, while code is still being optimized.
const waited = pointsOf([
  [1, [4048, 56, 72, 72, 9896, 408]],
  [1, [9080, 424, 16736, 1104, -56, 1320, 72, 72, 72, 72]],
  [3, [424, 216, 336, 216, 216, 216, 216, 216, 216, 528]],
  [7, [696, 1072, 1208, 504, 504, 7896, 504, 504, 5464, 2056]],
  [20, [1760, 2136, 9504, 9256, 1440, 3928, 2544, 1632, 1440, 1440]],
  [50, [6240, 8072, 3600, 11784, 7744, 3600, 3600, 3600, 3600, 3600]],
  [250, [27984, 22976, 18000, 18000, 25944]],
])

test('a rate that most rounds reach is a leak, however much the others add', () => {
  const soon = slicePoints(waited, 0, waited.stages.lastIndexOf(5) + 1)
  expect(judgeTrend(soon, heap, 3).trend).toBe('rising')
  expect(judgeTrend(waited, heap, null).trend).toBe('rising')
})

// rxjs 6.3.3: subscribers that stay, each of which keeps every price; memory reached its limit after two stages.
const accelerating = pointsOf([
  [100, [303360, 377280, 490264, 603360, 651480, 817872]],
  [100, [880816, 896736, 1170016, 1228160, 1247984, 1241560, 1442056, 1768776, 1757760, 1766864]],
  [500, [10239288, 12776512, 14972448, 18733184, 18577880]],
])

test('growth that accelerates by megabytes is a leak when memory ends the trial', () => {
  expect(judgeTrend(accelerating, heap, 3).trend).toBe('unclear')
  expect(judgeTrend(accelerating, heap, null).trend).toBe('rising')
})

// Three thousand functions that are called for the first time ever more rarely, as on Node 20 (the fixture clean/slow-warm-up).
const firstCalls = pointsOf([
  [1, [20008, 1184, 6864, 5744, 1088, 0]],
  [1, [7872, 18080, 2472, -72, 0, 6096, 288, 2800, 5744, 8784]],
  [3, [896, 7576, 9176, 15120, -8000, 7712, 14888, 7712, 136, 784]],
  [7, [368, 7992, 8144, 9112, 7712, 13248, 576, 8016, 7712, 704]],
  [20, [22864, 17432, 22000, 8720, 21968, 8720, 15136, 17216, 14992, 9168]],
  [50, [29968, 37408, 29000, 24208, 23280, 30272, 23568, 22848, 25592, 29248]],
])

test.each([[3], [null]])('growth by a power of two thirds is not called a leak', certain => {
  expect(judgeTrend(firstCalls, heap, certain).trend).toBe('unclear')
})

/** Four stages of a series of bytes by iterations. */
const sample = (bytes: (steps: number) => number): Points => {
  const sizes = [10, 30, 75, 187, 470].flatMap((steps, stage) =>
    new Array(stage === 0 ? 5 : 10).fill([steps, stage]),
  ) as [number, number][]
  const points: Points = { msPerStep: 1, steps: [0], values: [bytes(0)], stages: [0] }
  for (const [steps, stage] of sizes) {
    const total = points.steps.at(-1)! + steps
    points.steps.push(total)
    points.values.push(bytes(total))
    points.stages.push(stage)
  }
  return points
}

test.each([
  ['a line', (n: number) => 100 * n, 'rising'],
  ['a line beside a square root', (n: number) => 500 * n + 5000 * Math.sqrt(n), 'rising'],
  ['a power of 0.9', (n: number) => 1000 * n ** 0.9, 'rising'],
  ['a power of 0.7', (n: number) => 1000 * n ** 0.7, 'unclear'],
  ['a square root', (n: number) => 10_000 * Math.sqrt(n), 'unclear'],
  ['a logarithm', (n: number) => 100_000 * Math.log2(1 + n), 'unclear'],
  ['a cache that has just filled', (n: number) => 100 * Math.min(n, 6500), 'unclear'],
  ['a queue that is flushed', (n: number) => 1000 * (n % 3000), 'unclear'],
  ['a line that has just begun', (n: number) => 100 * Math.max(0, n - 2900), 'unclear'],
] as const)('the exponent of %s', (_, bytes, trend) => {
  expect(judgeTrend(sample(bytes), heap, 3).trend).toBe(trend)
})

// Connections of node:net on Node 20, on a busy machine: nothing stays, and compiled code comes in jumps.
const connections = pointsOf([
  [20, [23024, 18112, 21520, 8072, 608, 7712, 592]],
  [20, [5256, 11208, 128, 0, 8408, 520, 176, 320, 96, 176]],
  [50, [-176, 176, 5288, 1520, -176, 176, -176, 176, 144, 176]],
  [250, [3616, 3240, 3080, 5224, 7096]],
  [650, [26424, 3848, 1848, 936, 9928]],
  [2000, [18752, 17344, 35840, 51288, 22496]],
])

test('in few iterations, jumps of the heap may be code; outside of it there is none', () => {
  expect(judgeTrend(connections, heap, 3).trend).toBe('unclear')
  expect(judgeTrend(connections, { ...heap, codeSteps: 0 }, 3).trend).toBe('rising')
})

// Listeners with an aborted signal on Node 26 (event-target-signal): nothing stays. V8's tables of weak references get as large as a round.
const weakListeners = {
  ...pointsOf([
    [200, [0, 1360, 0]],
    [350, [2952, 17592, 0, 0, 0, 328]],
    [1000, [1424, 16384, 20200, 0, 240]],
    [2500, [50520, 2632, 0, 0, 0]],
    [6500, [194240, 18976, 0, 0, 0]],
  ]),
  msPerStep: 0.05,
}

test('jumps of tables that get as large as a round are no leak', () => {
  expect(judgeTrend(weakListeners, heap, 3).trend).toBe('unclear')
})

test('jumps that come later in a stage may be', () => {
  const leaking = { ...weakListeners, values: [...weakListeners.values] }
  const inLast = leaking.values.length - 2
  for (let at = inLast; at < leaking.values.length; at++) leaking.values[at]! += 100_000
  expect(judgeTrend(leaking, heap, 3).trend).toBe('rising')
})
