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

  lesson: {
    variant: 'a thousand functions, called in turn',
    against: 'one function',
    because: 'no Point stays referenced, and the amount of code is fixed',
    beliefs: {
      'growth-is-leak': {
        because: '`heapUsed` rises while the functions are called',
        answer:
          'That rise is bytecode, type feedback and machine code. It is bounded by the number of functions, and the Points are all collected.',
      },
      'memory-comes-down': {
        because: '`heapUsed` does not come down to where it began',
        answer:
          'Functions that are in use may keep their compiled code. A higher level is no leak; only growth that goes on with the calls is one.',
      },
      'death-is-immediate': {
        because: 'each Point is freed at the very moment when its call returns',
        answer:
          'At that moment the Point only becomes unreachable; a later collection frees it. This delay is one reason why `heapUsed` rises and falls.',
      },
    },
    highlight: ['Array.from({ length: 1_000 }', 'metrics[call++ % metrics.length]'],
  },
} satisfies Scenario
