import { EventEmitter, on } from 'node:events'
import type { Scenario } from 'leaklab'

class Tick {
  payload = new Array(50).fill(0)
}

export default {
  title: 'Async iterator',
  ask: 'Somebody takes the first event of an endless iterator and walks away. Who tells the iterator?',
  learn:
    'The iterator of events.on() listens until return() is called, and keeps each event until it is taken. To walk away says nothing to it. A loop of `for await` calls return(), on break and on throw as well; whoever calls next() by hand must call return() by hand.',

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
