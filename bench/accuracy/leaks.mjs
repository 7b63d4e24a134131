// Objects of a known size, and a store that keeps them. The scenario and the independent measurement both use these.
class Plain {
  a = 1
  b = 2
  c = 3
  d = 4
}

let id = 0

/** What one step leaks: `count` objects, each made by `make`. */
export const leaks = {
  'one plain object': { make: () => new Plain(), count: 1 },
  '1,000 plain objects': { make: () => new Plain(), count: 1000 },
  '20 kB buffer': { make: () => Buffer.alloc(20_000, 1), count: 1 },
  'a string': { make: () => `a string that is new each time ${1e6 + id++}`.replaceAll('q', 'k'), count: 1 },
}

const chunk = 1 << 16

/** Keeps what it is given in tables that are allocated at once, so that storing a thing takes no further memory. */
export function createStore() {
  const tables = Array.from({ length: 64 }, () => new Array(chunk).fill(undefined))
  let kept = 0
  return thing => {
    tables[kept >> 16][kept & (chunk - 1)] = thing
    kept++
  }
}
