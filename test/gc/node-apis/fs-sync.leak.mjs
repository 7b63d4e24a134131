// Clean steps of the synchronous functions of node:fs: each closes and removes what it made.
import {
  appendFileSync,
  closeSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  opendirSync,
  openSync,
  readdirSync,
  readFileSync,
  readSync,
  rmSync,
  statSync,
  unlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** @returns a folder for the scenario, with one file in it */
function makeFolder(lab) {
  const folder = mkdtempSync(join(tmpdir(), 'node-apis-'))
  lab.defer(() => rmSync(folder, { recursive: true }))
  const file = join(folder, 'file.txt')
  writeFileSync(file, 'a few words')
  return { folder, file }
}

export default {
  title: 'Files, synchronously',
  ask: 'Does a synchronous call of the file system keep anything?',
  learn: 'It does not. What was opened has to be closed.',
  collects: {
    'statSync and existsSync': lab => {
      const { file, folder } = makeFolder(lab)
      return () => statSync(file).size > 0 && existsSync(join(folder, 'missing'))
    },
    'openSync, readSync and closeSync': lab => {
      const { file } = makeFolder(lab)
      return () => {
        const descriptor = openSync(file)
        readSync(descriptor, Buffer.alloc(16))
        closeSync(descriptor)
      }
    },
    readFileSync: lab => {
      const { file } = makeFolder(lab)
      return () => readFileSync(file, 'utf8')
    },
    'writeFileSync, appendFileSync and unlinkSync': lab => {
      const { folder } = makeFolder(lab)
      return () => {
        writeFileSync(join(folder, 'other.txt'), 'hello')
        appendFileSync(join(folder, 'other.txt'), ' again')
        unlinkSync(join(folder, 'other.txt'))
      }
    },
    readdirSync: lab => {
      const { folder } = makeFolder(lab)
      return () => readdirSync(folder, { withFileTypes: true })
    },
    'opendirSync and closeSync': lab => {
      const { folder } = makeFolder(lab)
      return () => {
        const directory = opendirSync(folder)
        directory.readSync()
        directory.closeSync()
      }
    },
    'mkdirSync and rmSync': lab => {
      const { folder } = makeFolder(lab)
      return () => {
        mkdirSync(join(folder, 'a', 'b'), { recursive: true })
        rmSync(join(folder, 'a'), { recursive: true })
      }
    },
    utimesSync: lab => {
      const { file } = makeFolder(lab)
      return () => utimesSync(file, 1, 1)
    },
  },
}
