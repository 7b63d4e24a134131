// Clean steps of node:readline over streams: each interface is closed.
import { once } from 'node:events'
import { clearLine, createInterface, cursorTo } from 'node:readline'
import { createInterface as createPromiseInterface } from 'node:readline/promises'
import { PassThrough, Readable } from 'node:stream'

export default {
  title: 'Reading lines',
  ask: 'Does an interface leave something behind when it is closed?',
  learn: 'It does not. An interface takes its listeners from the stream when it is closed.',
  collects: {
    'lines iterated': () => async () => {
      let lines = 0
      for await (const line of createInterface({ input: Readable.from(['a\nb\n', 'c']) }))
        lines += line.length
      if (lines !== 3) throw new Error(`${lines} lines`)
    },
    'lines as events': () => async () => {
      const reader = createInterface({ input: Readable.from(['a\nb\n']) }).on('line', () => {})
      await once(reader, 'close')
    },
    'a question answered': () => async () => {
      const [input, output] = [new PassThrough(), new PassThrough()]
      const reader = createPromiseInterface({ input, output })
      const answered = reader.question('name? ')
      input.write('Ada\n')
      if ((await answered) !== 'Ada') throw new Error('another answer')
      reader.close()
      input.destroy()
      output.destroy()
    },
    'a cursor moved': () => {
      const output = new PassThrough().resume()
      return () => new Promise(resolve => clearLine(output, 0, () => cursorTo(output, 0, 0, resolve)))
    },
  },
}
