// Clean steps of node:fs with callbacks: each step ends when its last callback was called.

import { once } from 'node:events'
import {
  access,
  appendFile,
  close,
  mkdtempSync,
  open,
  opendir,
  readdir,
  readFile,
  realpath,
  rmSync,
  stat,
  unwatchFile,
  watch,
  watchFile,
  write,
  writeFile,
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

/** Calls a function with a callback, and waits for it. */
const called = start =>
  new Promise((resolve, reject) => start((error, value) => (error ? reject(error) : resolve(value))))

export default {
  title: 'Files, with callbacks',
  ask: 'Does a request to the file system keep anything when its callback was called?',
  learn: 'It does not. A request is freed after its callback. What was opened has to be closed.',
  collects: {
    stat: lab => {
      const { file } = makeFolder(lab)
      return () => called(done => stat(file, done))
    },
    'access and realpath': lab => {
      const { file } = makeFolder(lab)
      return async () => {
        await called(done => access(file, done))
        await called(done => realpath(file, done))
      }
    },
    'a file that is missing': lab => {
      const { folder } = makeFolder(lab)
      return () => called(done => stat(join(folder, 'missing'), error => done(error === null)))
    },
    'open, write and close': lab => {
      const { folder } = makeFolder(lab)
      return async () => {
        const descriptor = await called(done => open(join(folder, 'other.txt'), 'w', done))
        await called(done => write(descriptor, 'hello', done))
        await called(done => close(descriptor, done))
      }
    },
    readFile: lab => {
      const { file } = makeFolder(lab)
      return () => called(done => readFile(file, 'utf8', done))
    },
    writeFile: lab => {
      const { folder } = makeFolder(lab)
      return () => called(done => writeFile(join(folder, 'other.txt'), 'hello', done))
    },
    'appendFile, begun anew each time': lab => {
      const { folder } = makeFolder(lab)
      return () => called(done => appendFile(join(folder, 'other.txt'), 'hello', { flag: 'w' }, done))
    },
    readdir: lab => {
      const { folder } = makeFolder(lab)
      return () => called(done => readdir(folder, { withFileTypes: true }, done))
    },
    'opendir, read and close': lab => {
      const { folder } = makeFolder(lab)
      return async () => {
        const directory = await called(done => opendir(folder, done))
        await called(done => directory.read(done))
        await called(done => directory.close(done))
      }
    },
    'watch and close': lab => {
      const { folder } = makeFolder(lab)
      return async () => {
        const watcher = watch(folder, () => {})
        const closed = once(watcher, 'close')
        watcher.close()
        await closed
      }
    },
    'watchFile and unwatchFile': lab => {
      const { file } = makeFolder(lab)
      return async () => {
        const listener = () => {}
        const stopped = once(watchFile(file, listener), 'stop')
        unwatchFile(file, listener)
        await stopped
      }
    },
  },
}
