// Writes files that the user named. A file of another kind is never overwritten, and errors say what to try.
import { closeSync, openSync, readSync, rmSync, statSync, writeSync } from 'node:fs'
import type { FileFailure } from '../model/problems.ts'
import { UsageError } from '../model/usage-error.ts'

/**
 * Refuses to overwrite a file of another kind.
 * @param start the first characters of each file of the kind; ASCII
 * @param kind the name of the kind
 * @throws UsageError when a file with another beginning exists
 */
export function refuseOtherFile(
  path: string,
  start: string,
  kind: 'recording' | 'snapshot' | 'report',
): void {
  const stats = orUsageError(path, () => statSync(path, { throwIfNoEntry: false }))
  // Writing to a device or a pipe overwrites nothing, and reading from a pipe could block forever.
  if (stats === undefined || !stats.isFile() || stats.size === 0) return
  const descriptor = orUsageError(path, () => openSync(path, 'r'))
  try {
    const found = Buffer.alloc(start.length)
    const length = orUsageError(path, () => readSync(descriptor, found, 0, found.length, 0))
    if (found.toString('utf8', 0, length) !== start) {
      throw new UsageError('other-kind-of-file', { path, kind })
    }
  } finally {
    closeSync(descriptor)
  }
}

/** Writes text that ends with a newline; repeats the call when the system accepts only a part of it. */
export function writeAll(descriptor: number, text: string): void {
  const bytes = Buffer.from(text.endsWith('\n') ? text : `${text}\n`)
  for (let sent = 0; sent < bytes.length; ) sent += writeSync(descriptor, bytes, sent)
}

/** Copies a file; repeats the call when the system accepts only a part. */
export function copyAll(from: string, descriptor: number): void {
  const source = openSync(from, 'r')
  try {
    const bytes = Buffer.allocUnsafe(1 << 20)
    for (;;) {
      const length = readSync(source, bytes)
      if (length === 0) return
      for (let sent = 0; sent < length; ) sent += writeSync(descriptor, bytes, sent, length - sent)
    }
  } finally {
    closeSync(source)
  }
}

/**
 * Writes a file that does not exist yet. Where it cannot be written as a whole, there is none.
 * @throws UsageError when it exists, or cannot be written
 */
export function createFile(path: string, text: string): void {
  orUsageError(path, () => {
    const descriptor = openSync(path, 'wx')
    try {
      writeAll(descriptor, text)
    } catch (error) {
      rmSync(path, { force: true })
      throw error
    } finally {
      closeSync(descriptor)
    }
  })
}

/** @throws UsageError instead of any other error */
export function orUsageError<T>(path: string, act: () => T): T {
  try {
    return act()
  } catch (error) {
    throw new UsageError('file-unwritable', { path, failure: toFileFailure(error) })
  }
}

/** The reason of a file system error. */
export function toFileFailure(error: unknown): FileFailure {
  const { code = '', message } = error as NodeJS.ErrnoException
  return { errno: code, message }
}
