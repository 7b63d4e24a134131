// Clean steps of the language's own objects: what a step makes, it drops.
export default {
  title: 'The language',
  ask: 'Does an object of the language live longer than its last reference?',
  learn: 'It does not. A cycle is freed too; a promise is freed when it is settled and nobody keeps it.',
  collects: {
    'JSON written and read': () => () => JSON.parse(JSON.stringify({ a: [1, 2, { b: 'text' }] })),
    dates: () => () => new Date(Date.UTC(2024, 0, 1)).toISOString(),
    'a Proxy with traps': () => () =>
      new Proxy({ a: 1 }, { get: (target, key) => Reflect.get(target, key) }).a,
    Reflect: () => () => Reflect.ownKeys(Reflect.construct(Map, [[[1, 2]]])),
    'maps and sets': () => () => new Set(new Map([[1, { a: 1 }]]).values()).size,
    'a WeakMap and a WeakRef': () => () => {
      const key = {}
      return new WeakMap([[key, 1]]).get(key) && new WeakRef(key).deref() === key
    },
    'Promise.all, allSettled, any and race': () => async () => {
      const promises = () => [Promise.resolve(1), new Promise(resolve => queueMicrotask(() => resolve(2)))]
      await Promise.all(promises())
      await Promise.allSettled([...promises(), Promise.reject(new Error('wrong'))])
      await Promise.any(promises())
      await Promise.race(promises())
    },
    'an async function that throws': () => async () => {
      try {
        await (async () => {
          await null
          throw new Error('wrong')
        })()
      } catch (error) {
        if (error.stack === undefined) throw error
      }
    },
    'a generator': () => () => {
      function* numbers() {
        for (let number = 0; number < 5; number++) yield number
      }
      return [...numbers()]
    },
    'an async generator': () => async () => {
      async function* numbers() {
        for (let number = 0; number < 5; number++) yield number
      }
      for await (const number of numbers()) if (number > 5) throw new Error('too large')
    },
    'an async generator left early': () => async () => {
      async function* numbers() {
        for (let number = 0; ; number++) yield number
      }
      for await (const number of numbers()) if (number === 2) break
    },
    'a class in each step': () => () => {
      class Point {
        x = 1
      }
      return new Point().x
    },
    'BigInts, symbols and typed arrays': () => () => [2n ** 64n, Symbol('a'), new Float64Array(8).fill(1)],
    'a function from text': () => () => new Function('a', 'return a + 1')(1),
    'a SharedArrayBuffer': () => () => Atomics.add(new Int32Array(new SharedArrayBuffer(64)), 0, 1),
  },
}
