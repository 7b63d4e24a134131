// A temporary folder for heap snapshots until they are read. Only its owner may read it, because snapshots contain the
// strings of a process. It is created with the first snapshot. A process that was killed leaves its own, which a later one removes.
import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { isRunning } from '../files/is-running.ts'
import { guardFolder, releaseFolder } from './guard.ts'

export interface SnapshotFolder {
  /** A path for the next snapshot, where no file exists yet; or the reason why there is none. */
  next(): { path: string } | { problem: string }
  remove(): void
}

const prefix = 'leaklab-snapshots-'

/** No inspection takes so long. Where containers share the temporary folder, a process that is not found may run in another one. */
const staleMs = 3_600_000
let isSwept = false

/** Its name has the id of this process. */
function makeFolder(): string {
  if (!isSwept) removeStaleFolders(tmpdir())
  isSwept = true
  const folder = mkdtempSync(join(tmpdir(), `${prefix}${process.pid}-`))
  guardFolder(resolve(folder))
  return folder
}

/** Removes the folders of processes that were killed. */
function removeStaleFolders(parent: string): void {
  for (const name of namesIn(parent)) {
    if (!name.startsWith(prefix)) continue
    const pid = Number.parseInt(name.slice(prefix.length), 10)
    if (!(pid > 0) || isRunning(pid)) continue
    const folder = join(parent, name)
    try {
      if (statSync(folder).mtimeMs < Date.now() - staleMs) rmSync(folder, { recursive: true, force: true })
    } catch {
      // It belongs to another user, or another process has removed it.
    }
  }
}

/** None where the folder can be written, but not read. */
function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder)
  } catch {
    return []
  }
}

export function createSnapshotFolder(): SnapshotFolder {
  let folder: string | undefined
  let count = 0
  return {
    next() {
      try {
        folder ??= makeFolder()
      } catch (error) {
        return { problem: `the temporary folder cannot be written to: ${(error as Error).message}` }
      }
      return { path: join(folder, `${count++}.heapsnapshot`) }
    },
    remove() {
      if (folder === undefined) return
      rmSync(folder, { recursive: true, force: true })
      releaseFolder(resolve(folder))
    },
  }
}
