import { EventEmitter, on } from 'node:events'
import type { Scenario } from 'leaklab'

class Tick {
  payload = new Array(50).fill(0)
}

export default {
  title: 'Async iterator',
  ask: 'A program takes one event from events.on() and stops using the iterator. Is the event collected?',
  learn:
    'The iterator of events.on() listens to its emitter, and stores each event, until return() is called. Abandoning it does not notify it. A for await loop calls return() for you, on break and on throw too; if you call next() yourself, call return() when you are done.',

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

  lesson: {
    variant: 'for await with break',
    against: 'next() without return()',
    because: 'break makes the loop call return() on the iterator',
    beliefs: {
      'finalizer-is-destructor': {
        because: 'the collector calls return() on an iterator that it frees',
        answer:
          'The collector calls no method of an object that it frees. It is the loop that calls return(), when break leaves it.',
      },
      'unmentioned-is-unreachable': {
        because: 'no code can use the iterator once the loop has ended',
        answer:
          'The emitter still reaches an abandoned iterator, through the listeners that it added. Only return() removes them, and break calls it.',
      },
      'pending-lives-forever': {
        because: 'the iterator still waits for the next event, so it must stay',
        answer:
          'It does not wait any more: break calls return(), and the iterator stops listening. Without return() it would still listen.',
      },
    },
    highlight: ["on(emitter, 'tick')", 'for await (const _ of ticks) break'],
  },
} satisfies Scenario
