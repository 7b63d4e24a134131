import { EventEmitter, on } from 'node:events'
import type { Scenario } from 'leaklab'

class Tick {
  payload = new Array(50).fill(0)
}

export default {
  title: 'Async iterator',
  ask: 'Somebody takes the first event of an endless iterator and walks away. Who tells the iterator?',
  learn:
    'events.on() listens until its return() is called, and keeps every event that nobody has taken yet. `for await` calls return() for you, on break and on throw as well; who calls next() by hand must call return() by hand.',

  leaks: {
    'next() without return()': lab => {
      const emitter = new EventEmitter().setMaxListeners(0)
      return async () => {
        const ticks = on(emitter, 'tick')
        emitter.emit('tick', lab.watch(new Tick()))
        await ticks.next()
      }
    },
  },
  collects: {
    'next(), then return()': lab => {
      const emitter = new EventEmitter().setMaxListeners(0)
      return async () => {
        const ticks = on(emitter, 'tick')
        emitter.emit('tick', lab.watch(new Tick()))
        await ticks.next()
        await ticks.return?.()
      }
    },
    'for await with break': lab => {
      const emitter = new EventEmitter().setMaxListeners(0)
      return async () => {
        const ticks = on(emitter, 'tick')
        emitter.emit('tick', lab.watch(new Tick()))
        for await (const _ of ticks) break
      }
    },
  },
} satisfies Scenario
