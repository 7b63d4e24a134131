// One process at a time reads, changes and writes a file. The lock is a file beside it with the id of the process that has it; that of a process
// which is no more does not count.
import { closeSync, linkSync, openSync, readFileSync, renameSync, rmSync, writeSync } from 'node:fs'
import { UsageError } from '../model/usage-error.ts'
import { isRunning } from './is-running.ts'
import { toFileFailure } from './output-file.ts'

/** Reading and writing takes milliseconds; with many processes at once, each waits for the others. */
const maxWaitMs = 20_000
const pollMs = 10

/**
 * Acts while no other process that uses this function does. Blocks meanwhile.
 * @throws UsageError when the file beside it cannot be written, or another process keeps the lock
 */
export function withFileLock<T>(path: string, act: () => T): T {
  const lock = `${path}.lock`
  const end = performance.now() + maxWaitMs
  while (!take(path, lock)) {
    if (performance.now() > end) throw new UsageError('file-locked', { path, lock })
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, pollMs)
  }
  try {
    return act()
  } finally {
    rmSync(lock, { force: true })
  }
}

function take(path: string, lock: string): boolean {
  try {
    const descriptor = openSync(lock, 'wx')
    writeSync(descriptor, String(process.pid))
    closeSync(descriptor)
    return true
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code !== 'EEXIST') throw new UsageError('file-unwritable', { path, failure: toFileFailure(error) })
  }
  if (isAbandoned(lock)) removeAbandoned(lock)
  return false
}

/** Another process may have removed it meanwhile, and taken the lock: what is moved away is looked at again. */
function removeAbandoned(lock: string): void {
  const moved = `${lock}.${process.pid}`
  try {
    renameSync(lock, moved)
    if (!isAbandoned(moved)) linkSync(moved, lock)
  } catch {
    // Another process was quicker.
  }
  rmSync(moved, { force: true })
}

/** Whether the process that has a lock is no more. One that has just made the file may not have written its id yet. */
function isAbandoned(lock: string): boolean {
  try {
    const pid = Number(readFileSync(lock, 'utf8'))
    return Number.isInteger(pid) && pid > 0 && !isRunning(pid)
  } catch {
    return false
  }
}
