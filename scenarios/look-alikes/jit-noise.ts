import type { Scenario } from 'leaklab'

class Point {
  x = 1
  y = 2
}

type Metric = (point: Point) => number

const write = (n: number) => new Function('point', `return point.x * ${n} + point.y`) as Metric

export default {
  title: 'JIT noise',
  ask: 'Nothing is kept from call to call, and yet heapUsed goes up, and down again. Who took the bytes?',
  learn:
    'The engine: code that is run gets bytecode, then type feedback, then machine code, and loses some of it again. That memory follows the amount of code, not the number of calls. Run the code until it is warm, then trust many rounds, never the difference of two.',

  collects: {
    'one function, called on and on': lab => {
      const metric = write(1)
      return () => metric(lab.watch(new Point()))
    },
    'a thousand functions, called by turns': lab => {
      const metrics = Array.from({ length: 1_000 }, (_, n) => write(n))
      let call = 0
      return () => metrics[call++ % metrics.length]!(lab.watch(new Point()))
    },
  },
} satisfies Scenario
