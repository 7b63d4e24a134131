// One process at a time reads, changes and writes a file. The lock is a file beside it with the id of the process that has it; that of a process
// which is no more does not count.
import { closeSync, linkSync, openSync, readFileSync, renameSync, rmSync, statSync, writeSync } from 'node:fs'
import { setTimeout } from 'node:timers/promises'
import { UsageError } from '../model/usage-error.ts'
import { isRunning } from './is-running.ts'
import { toFileFailure } from './output-file.ts'

/** Reading and writing takes milliseconds; with many processes at once, each waits for the others. */
const maxWaitMs = 20_000
const pollMs = 10
/** Between making the file and writing into it there is no other work. */
const maxEmptyMs = 5_000

/**
 * Acts while no other process that uses this function does.
 * @param signal ends the wait for the others
 * @param act what is done while no other process does; it is not interrupted
 * @throws UsageError when the file beside it cannot be written, or another process keeps the lock; the reason of the signal
 */
export async function withFileLock<T>(path: string, signal: AbortSignal, act: () => T): Promise<T> {
  const lock = `${path}.lock`
  const end = performance.now() + maxWaitMs
  while (!take(path, lock)) {
    signal.throwIfAborted()
    if (performance.now() > end) throw new UsageError('file-locked', { path, lock })
    await setTimeout(pollMs)
  }
  try {
    return act()
  } finally {
    rmSync(lock, { force: true })
  }
}

function take(path: string, lock: string): boolean {
  let descriptor: number | undefined
  try {
    descriptor = openSync(lock, 'wx')
    writeSync(descriptor, String(process.pid))
    return true
  } catch (error) {
    // On a full disk it is there, but without an id.
    if (descriptor !== undefined) rmSync(lock, { force: true })
    const { code } = error as NodeJS.ErrnoException
    if (code !== 'EEXIST') throw new UsageError('file-unwritable', { path, failure: toFileFailure(error) })
  } finally {
    if (descriptor !== undefined) closeSync(descriptor)
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

/**
 * Whether the process that has a lock is no more. One that has just made the file may not have written its id yet; one that was killed then
 * has left it without.
 */
function isAbandoned(lock: string): boolean {
  try {
    const text = readFileSync(lock, 'utf8')
    if (text === '') return statSync(lock).mtimeMs < Date.now() - maxEmptyMs
    const pid = Number(text)
    return Number.isInteger(pid) && pid > 0 && !isRunning(pid)
  } catch {
    return false
  }
}
