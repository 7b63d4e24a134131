// Things of a known size, and ways to keep them. The scenarios and the independent measurement share them.
class Plain {
  a = 1
  b = 2
  c = 3
  d = 4
}

let id = 0

/** What one step leaks, `count` of them. */
export const leaks = {
  'one plain object': { make: () => new Plain(), count: 1 },
  '1,000 plain objects': { make: () => new Plain(), count: 1000 },
  '20 kB buffer': { make: () => Buffer.alloc(20_000, 1), count: 1 },
  'a string': { make: () => `a string that is new each time ${1e6 + id++}`.replaceAll('q', 'k'), count: 1 },
}

const chunk = 1 << 16

/** Keeps what it is given in tables that are there from the start: they add nothing while things are added. */
export function createStore() {
  const tables = Array.from({ length: 64 }, () => new Array(chunk).fill(undefined))
  let kept = 0
  return thing => {
    tables[kept >> 16][kept & (chunk - 1)] = thing
    kept++
  }
}
