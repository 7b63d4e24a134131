// Clean steps of node:fs/promises: each step waits for its promises, and closes what it opened.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import {
  access,
  appendFile,
  copyFile,
  mkdtemp,
  open,
  opendir,
  readdir,
  readFile,
  rename,
  rm,
  stat,
  symlink,
  unlink,
  watch,
  writeFile,
} from 'node:fs/promises'
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
  title: 'Files, with promises',
  ask: 'Does a request to the file system keep anything when its promise is settled?',
  learn: 'It does not. A file handle has to be closed; all else is freed with its promise.',
  collects: {
    stat: lab => {
      const { file } = makeFolder(lab)
      return async () => {
        await stat(file)
      }
    },
    'access of a file that is missing': lab => {
      const { folder } = makeFolder(lab)
      return () =>
        access(join(folder, 'missing')).then(
          () => {
            throw new Error('it is there')
          },
          () => {},
        )
    },
    'open, read and close': lab => {
      const { file } = makeFolder(lab)
      return async () => {
        const handle = await open(file)
        await handle.read(Buffer.alloc(16), 0, 16, 0)
        await handle.close()
      }
    },
    readFile: lab => {
      const { file } = makeFolder(lab)
      return async () => {
        await readFile(file, 'utf8')
      }
    },
    'readFile of 256 KiB': lab => {
      const { folder } = makeFolder(lab)
      const large = join(folder, 'large')
      writeFileSync(large, Buffer.alloc(256 << 10))
      return async () => {
        await readFile(large)
      }
    },
    'writeFile and appendFile': lab => {
      const { folder } = makeFolder(lab)
      return async () => {
        await writeFile(join(folder, 'other.txt'), 'hello')
        await appendFile(join(folder, 'other.txt'), ' again')
      }
    },
    'the lines of a file': lab => {
      const { file } = makeFolder(lab)
      return async () => {
        const handle = await open(file)
        for await (const line of handle.readLines()) if (line === '') throw new Error('empty')
      }
    },
    readdir: lab => {
      const { folder } = makeFolder(lab)
      return async () => {
        await readdir(folder)
      }
    },
    'opendir, iterated': lab => {
      const { folder } = makeFolder(lab)
      return async () => {
        for await (const entry of await opendir(folder)) if (!entry.isFile()) throw new Error('no file')
      }
    },
    'mkdtemp and rm': lab => {
      const { folder } = makeFolder(lab)
      return async () => rm(await mkdtemp(join(folder, 'inner-')), { recursive: true })
    },
    'copyFile, rename and unlink': lab => {
      const { folder, file } = makeFolder(lab)
      return async () => {
        await copyFile(file, join(folder, 'copy'))
        await rename(join(folder, 'copy'), join(folder, 'renamed'))
        await unlink(join(folder, 'renamed'))
      }
    },
    'symlink and unlink': lab => {
      const { folder, file } = makeFolder(lab)
      return async () => {
        await symlink(file, join(folder, 'link'))
        await unlink(join(folder, 'link'))
      }
    },
    'watch until abort': lab => {
      const { folder } = makeFolder(lab)
      return async () => {
        const controller = new AbortController()
        const changes = watch(folder, { signal: controller.signal })
        const first = changes.next()
        controller.abort()
        await first.catch(error => {
          if (error.name !== 'AbortError') throw error
        })
      }
    },
  },
}
