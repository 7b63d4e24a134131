// Clean steps of the streams of node:fs: each step ends when its streams are closed.
import { once } from 'node:events'
import { createReadStream, createWriteStream, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'

/** @returns a folder for the scenario, with one file in it */
function makeFolder(lab) {
  const folder = mkdtempSync(join(tmpdir(), 'node-apis-'))
  lab.defer(() => rmSync(folder, { recursive: true }))
  const file = join(folder, 'file.txt')
  writeFileSync(file, 'a few words')
  return { folder, file }
}

export default {
  title: 'Streams of files',
  ask: 'Does a stream of a file leave something behind when it is closed?',
  learn: 'It does not. A stream closes its file when it has ended or was destroyed.',
  collects: {
    'createReadStream, read to its end': lab => {
      const { file } = makeFolder(lab)
      return async () => {
        const stream = createReadStream(file).resume()
        await once(stream, 'close')
      }
    },
    'createReadStream, destroyed': lab => {
      const { file } = makeFolder(lab)
      return async () => {
        const stream = createReadStream(file)
        const closed = once(stream, 'close')
        stream.destroy()
        await closed
      }
    },
    'createReadStream, iterated': lab => {
      const { file } = makeFolder(lab)
      return async () => {
        for await (const chunk of createReadStream(file)) if (chunk.length === 0) throw new Error('empty')
      }
    },
    'createWriteStream, ended': lab => {
      const { folder } = makeFolder(lab)
      return async () => {
        const stream = createWriteStream(join(folder, 'other.txt'))
        stream.end('hello')
        await once(stream, 'close')
      }
    },
    'a file piped to another': lab => {
      const { folder, file } = makeFolder(lab)
      return () => pipeline(createReadStream(file), createWriteStream(join(folder, 'other.txt')))
    },
  },
}
