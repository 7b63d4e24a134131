// Clean steps of node:console, with a Console that writes to a stream of its own.
import { Console } from 'node:console'
import { Writable } from 'node:stream'

/** @returns a stream that drops what is written to it */
const nowhere = () => new Writable({ write: (_chunk, _encoding, done) => done() })

export default {
  title: 'A console of its own',
  ask: 'Does a console keep what it printed?',
  learn:
    'It does not. A console formats and writes. Counters, timers and groups are kept by name until they are ended.',
  collects: {
    'log of an object': () => {
      const printer = new Console(nowhere())
      return () => printer.log('%s has %d', 'Ada', 3, { a: [1, 2] })
    },
    'a Console in each step': () => () => new Console(nowhere()).log('hello'),
    'table of rows': () => {
      const printer = new Console(nowhere())
      return () => printer.table([{ a: 1 }, { a: 2 }])
    },
    'time and timeEnd, count and countReset': () => {
      const printer = new Console(nowhere())
      return () => {
        printer.time('work')
        printer.count('work')
        printer.countReset('work')
        printer.timeEnd('work')
      }
    },
    'a group that is ended': () => {
      const printer = new Console(nowhere())
      return () => {
        printer.group('group')
        printer.log('inside')
        printer.groupEnd()
      }
    },
  },
}
