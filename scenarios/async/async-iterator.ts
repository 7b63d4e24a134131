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
    variant: 'next() without return()',
    against: 'next(), then return()',
    because: 'its listener is still on the emitter',
    beliefs: {
      'unmentioned-is-unreachable': {
        because: 'the iterator is not used any more after the step',
        answer: 'The emitter still has its listener, and the listener has the iterator and its events.',
      },
      'pending-lives-forever': {
        because: 'an iterator lives until all of its events are read',
        answer:
          'Unread events do not matter: with return() the listener is removed, and all of it is collected.',
      },
      'death-is-immediate': {
        because: 'the tick was read, so it is freed when the step ends',
        answer: 'It was read by this iterator. Those of earlier steps still listen, and store it unread.',
      },
    },
    highlight: ["on(emitter, 'tick')", 'await ticks.next()'],
  },
} satisfies Scenario
