import type { Scenario } from 'leaklab'

class Point {
  x = 1
  y = 2
}

type Metric = (point: Point) => number

const compile = (n: number) => new Function('point', `return point.x * ${n} + point.y`) as Metric

export default {
  title: 'JIT noise',
  ask: 'Nothing is kept from call to call, yet heapUsed rises and falls. Does the code leak?',
  learn:
    'V8 allocates memory for the code that runs: bytecode, type feedback and machine code, and discards some of it later. That memory depends on the amount of code, not on the number of calls. Warm up first, then compare many measurements, never just two.',

  collects: {
    'one function': lab => {
      const metric = compile(1)
      return () => metric(lab.watch(new Point()))
    },
    'a thousand functions, called in turn': lab => {
      const metrics = Array.from({ length: 1_000 }, (_, n) => compile(n))
      let call = 0
      return () => metrics[call++ % metrics.length]!(lab.watch(new Point()))
    },
  },
} satisfies Scenario
