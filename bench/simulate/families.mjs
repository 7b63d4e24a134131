// Families of simulated memory: what a scenario retains after n iterations, with parameters drawn at random. Every
// function takes a source of numbers from 0 to 1, and returns a model for test/judgement/simulate.ts.
const kB = 1024
const MB = 1 << 20

/** A number between the two, all orders of magnitude alike. */
const between = (random, low, high) => low * (high / low) ** random()
const pick = (random, ...choices) => choices[Math.floor(random() * choices.length)]

/** Errors of readings in bytes: none, spikes in some, or all of them off, and on Node 20 a pair of large ones at first. */
function noiseOf(random) {
  const bytes = between(random, 100, 10 * kB)
  const part = pick(random, 0, 0.1, 0.25, 1)
  const pair = pick(random, 0, 0, 220 * kB)
  const at = Math.floor(random() * 12)
  return reading => {
    const error = random() < part ? (random() + random() - 1) * bytes : 0
    return reading === at ? error + pair : error
  }
}

const durationOf = random => pick(random, 0.001, between(random, 0.001, 0.3), between(random, 0.3, 30))

/** Iterations of a round of the first stage, for a duration: as `warmUpSize` of the schedule, or a little fewer. */
const roundOf = msPerStep => Math.max(1, Math.min(1000, 4 / msPerStep))

/** Code that warms up: fades exponentially, within a few rounds of the first stage. */
function warmUpOf(random, msPerStep) {
  const bytes = between(random, 1 * kB, 1 * MB)
  const fades = between(random, 1, 3 * roundOf(msPerStep))
  return n => bytes * (1 - Math.exp(-n / fades))
}

/** Pieces of compiled code that are added ever more rarely. Some of them are discarded later. */
function codeOf(random) {
  const pieces = Array.from({ length: Math.floor(between(random, 3, 100)) }, () => {
    const from = between(random, 1, 1e6)
    const until = random() < 0.3 ? from * between(random, 1.1, 30) : Number.POSITIVE_INFINITY
    return { from, until, bytes: between(random, 200, 15 * kB) }
  })
  return n => pieces.reduce((sum, { from, until, bytes }) => (n >= from && n < until ? sum + bytes : sum), 0)
}

/** A table that grows by a factor when it is full. It is full for the first time within two rounds of the first stage. */
function tableOf(random, msPerStep = 0.001) {
  const first = between(random, 1, 2 * roundOf(msPerStep))
  const factor = pick(random, 1.25, 1.5, 2)
  const entry = between(random, 8, 64)
  return entries => {
    let capacity = first
    while (capacity < entries) capacity *= factor
    return capacity * entry
  }
}

/** Bytes by the iterations of a round: so many for each, or a table of them. */
function asLargeAsRound(random, mostBytes) {
  const bytes = between(random, 1, mostBytes)
  const table = tableOf(random)
  return pick(
    random,
    steps => bytes * steps,
    steps => table(steps),
  )
}

/** What has come up to n iterations, where it comes at these iterations. */
const countUpTo = (times, n) => times.filter(time => time <= n).length

/** A model with noise, duration and warm-up of its own. */
function withNoise(random, heap, changes = {}) {
  const msPerStep = changes.msPerStep ?? durationOf(random)
  const warmUp = warmUpOf(random, msPerStep)
  return { heap: n => heap(n) + warmUp(n), noise: noiseOf(random), msPerStep, ...changes }
}

/** A bound in iterations that a trial reaches before its fourth stage, within a quarter of its memory for so many bytes an iteration. */
const boundOf = (random, msPerStep, bytes = 1) =>
  Math.min(between(random, 5, 100 * roundOf(msPerStep)), (16 * MB) / bytes)

export const clean = {
  'nothing but noise': random => withNoise(random, () => 0),
  'warm-up that fades exponentially': random => {
    const msPerStep = durationOf(random)
    const bytes = between(random, 10 * kB, 10 * MB)
    const fades = between(random, 1, 20 * roundOf(msPerStep))
    return withNoise(random, n => bytes * (1 - Math.exp(-n / fades)), { msPerStep })
  },
  'growth by a logarithm': random => {
    const bytes = between(random, 100, 50 * kB)
    return withNoise(random, n => bytes * Math.log2(1 + n))
  },
  'growth by a square root': random => {
    const bytes = between(random, 10, 50 * kB)
    return withNoise(random, n => bytes * Math.sqrt(n))
  },
  'a cache that fills': random => {
    const msPerStep = durationOf(random)
    const bytes = between(random, 16, 2000)
    const bound = boundOf(random, msPerStep, bytes)
    return withNoise(random, n => bytes * Math.min(n, bound), { msPerStep })
  },
  'a cache of random keys': random => {
    const msPerStep = durationOf(random)
    const bytes = between(random, 16, 2000)
    const bound = boundOf(random, msPerStep, bytes) / 3
    return withNoise(random, n => bytes * bound * (1 - Math.exp(-n / bound)), { msPerStep })
  },
  'a table that grows up to a bound': random => {
    const msPerStep = durationOf(random)
    const bound = boundOf(random, msPerStep)
    const table = tableOf(random, msPerStep)
    return withNoise(random, n => table(Math.min(n, bound)), { msPerStep })
  },
  'compiled code that comes and goes': random => withNoise(random, codeOf(random)),
  'functions called for the first time ever more rarely': random => {
    const msPerStep = between(random, 1, 30)
    const count = Math.floor(between(random, 30, 3000))
    const stretch = between(random, 5, 50)
    const sizes = Array.from({ length: count }, () => between(random, 300, 3000))
    const firstCalls = sizes.map((_, k) => Math.ceil((k + 1) ** 1.5 / stretch))
    return withNoise(
      random,
      n => sizes.reduce((sum, bytes, k) => (firstCalls[k] <= n ? sum + bytes : sum), 0),
      { msPerStep },
    )
  },
  'buffers as large as a round': random => {
    return withNoise(random, () => 0, { perRound: asLargeAsRound(random, 500) })
  },
  'a queue that is flushed': random => {
    const msPerStep = durationOf(random)
    const bytes = between(random, 16, 2000)
    const bound = boundOf(random, msPerStep, bytes) / 3
    return withNoise(random, n => bytes * (n % bound), { msPerStep })
  },
  'modules loaded late': random => {
    const modules = Array.from({ length: Math.ceil(random() * 4) }, () => [
      between(random, 10, 1e5),
      between(random, 20 * kB, 3 * MB),
    ])
    return withNoise(random, n => modules.reduce((sum, [at, bytes]) => (n >= at ? sum + bytes : sum), 0))
  },
  'a few large entries of a cache, in slow iterations': random => {
    const msPerStep = between(random, 10, 100)
    const every = between(random, 5, 100)
    const bound = Math.ceil(boundOf(random, msPerStep) / every)
    const bytes = between(random, 20 * kB, 500 * kB)
    return withNoise(random, n => bytes * Math.min(bound, Math.floor(n / every)), { msPerStep })
  },
  'an arena outside the heap': random => {
    const msPerStep = durationOf(random)
    const slab = between(random, 64 * kB, 4 * MB)
    const bytes = between(random, 100, 100 * kB)
    const bound = boundOf(random, msPerStep, bytes / 4)
    return withNoise(random, () => 0, {
      msPerStep,
      external: n => slab * Math.ceil((bytes * Math.min(n, bound)) / slab),
    })
  },
}

/** Clean, too, and harder than what leaklab promises to tell apart. */
export const hard = {
  'tables that get as large as a round, by and by': random => {
    const bound = asLargeAsRound(random, 50)
    const part = between(random, 0.5, 1)
    let size = 0
    // Called once for each round.
    const perRound = steps => {
      if (random() < 0.9) size += (bound(steps) - size) * part
      return size
    }
    return withNoise(random, () => 0, { perRound, msPerStep: between(random, 0.02, 0.3) })
  },
  'large entries ever more rarely, in slow iterations': random => {
    const msPerStep = between(random, 10, 100)
    const first = between(random, 1, 50)
    const bytes = between(random, 20 * kB, 500 * kB)
    const entries = pick(
      random,
      n => Math.log2(1 + n / first),
      n => Math.sqrt(n / first),
    )
    return withNoise(random, n => bytes * Math.floor(entries(n)), { msPerStep })
  },
}

/** Bytes an iteration, above what the noise of slow iterations hides: 4 and 28 times the root of the milliseconds. */
const leakOf = (random, msPerStep) => between(random, Math.max(16, 6 + 42 * Math.sqrt(msPerStep)), 4000)

export const leaky = {
  'so many bytes an iteration': random => {
    const msPerStep = durationOf(random)
    const bytes = leakOf(random, msPerStep)
    return withNoise(random, n => bytes * n, { msPerStep })
  },
  'one in ten iterations': random => {
    const msPerStep = durationOf(random)
    const bytes = 10 * leakOf(random, msPerStep)
    return withNoise(random, n => bytes * Math.floor(n / 10), { msPerStep })
  },
  'one in ten, at random': random => {
    const msPerStep = durationOf(random)
    const bytes = 10 * leakOf(random, msPerStep)
    let kept = 0
    let until = 0
    const heap = n => {
      for (; until < n; until++) if (random() < 0.1) kept++
      return bytes * kept
    }
    return withNoise(random, heap, { msPerStep })
  },
  'one large object in up to a hundred slow iterations': random => {
    const msPerStep = between(random, 10, 50)
    const every = between(random, 15, 100)
    const bytes = between(random, 60 * kB, 500 * kB)
    const isRandom = pick(random, false, true)
    let at = 0
    const times = Array.from({ length: 2000 }, () => {
      at += isRandom ? -Math.log(1 - random()) * every : every
      return at
    })
    return withNoise(random, n => bytes * countUpTo(times, n), { msPerStep })
  },
  'each iteration slower than the one before it, on a busy machine': random => {
    const msPerStep = between(random, 0.001, 0.3)
    const slowdownMs = between(random, 1e-5, 1e-3)
    const bytes = between(random, 48, 4000)
    const most = between(random, 1, 3)
    const load = () => between(random, 1, most)
    return withNoise(random, n => bytes * n, { msPerStep, slowdownMs, load })
  },
  'beside code that comes and goes': random => {
    const msPerStep = durationOf(random)
    const bytes = leakOf(random, msPerStep)
    const code = codeOf(random)
    return withNoise(random, n => bytes * n + code(n), { msPerStep })
  },
  'a table that grows': random => {
    const msPerStep = between(random, 0.001, 0.03)
    return withNoise(random, tableOf(random, msPerStep), { msPerStep })
  },
  'objects in a table': random => {
    const msPerStep = durationOf(random)
    const bytes = leakOf(random, msPerStep)
    const table = tableOf(random, msPerStep)
    return withNoise(random, n => bytes * n + table(n), { msPerStep })
  },
  'beside a cache that fills': random => {
    const msPerStep = durationOf(random)
    const bytes = leakOf(random, msPerStep)
    const cached = bytes * between(random, 0.1, 10)
    const bound = boundOf(random, msPerStep, cached) / 10
    return withNoise(random, n => bytes * n + cached * Math.min(n, bound), { msPerStep })
  },
  'beside a queue that is flushed': random => {
    const msPerStep = durationOf(random)
    const bytes = leakOf(random, msPerStep)
    const bound = boundOf(random, msPerStep) / 30
    return withNoise(random, n => bytes * n + (bytes / 2) * (n % bound), { msPerStep })
  },
  'under a large warm-up': random => {
    const msPerStep = between(random, 0.001, 0.3)
    const bytes = between(random, 100, 2000)
    const fades = between(random, 10, 100)
    const peak = between(random, 1 * MB, 15 * MB)
    return withNoise(random, n => bytes * n + peak * (1 - Math.exp(-n / fades)), { msPerStep })
  },
  'slabs and allocators': random => {
    const msPerStep = durationOf(random)
    const bytes = between(random, 10 * kB, 100 * kB)
    const first = bytes * between(random, 1, 2 * roundOf(msPerStep))
    const slab = Math.min(8 * MB, first)
    const factor = pick(random, 1.2, 1.5, 2)
    const grown = n => {
      let size = first
      while (size < bytes * n) size *= factor
      return size
    }
    const inSlabs = n => slab * Math.ceil((bytes * n) / slab)
    return withNoise(random, () => 0, { msPerStep, external: pick(random, grown, inSlabs) })
  },
  'watched objects, one in ten': random => {
    const every = pick(random, 1, 3, 10)
    return withNoise(random, () => 0, { alive: n => Math.floor(n / every) })
  },
}
