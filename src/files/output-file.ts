// Files that the user named for us to write: never over something else, and an error says what to try.
import { closeSync, openSync, readSync, statSync, writeSync } from 'node:fs'
import { UsageError } from '../model/usage-error.ts'

/**
 * What the user named by mistake is not overwritten.
 * @param start what a file of the kind begins with; ASCII
 * @param kind what such a file is called
 * @throws UsageError when something else is there
 */
export function refuseOtherFile(path: string, start: string, kind: string): void {
  const stats = attempt(path, () => statSync(path, { throwIfNoEntry: false }))
  // A device or a pipe loses nothing by being written to; looking into a pipe could wait for ever.
  if (stats === undefined || !stats.isFile() || stats.size === 0) return
  const descriptor = attempt(path, () => openSync(path, 'r'))
  try {
    const found = Buffer.alloc(start.length)
    const length = attempt(path, () => readSync(descriptor, found, 0, found.length, 0))
    if (found.toString('utf8', 0, length) !== start) {
      throw new UsageError(`${path} exists and is no ${kind}`, 'it was not touched; choose another name')
    }
  } finally {
    closeSync(descriptor)
  }
}

/** Writes a line or lines, however little is taken at a time. */
export function writeAll(descriptor: number, text: string): void {
  const bytes = Buffer.from(text.endsWith('\n') ? text : `${text}\n`)
  for (let sent = 0; sent < bytes.length; ) sent += writeSync(descriptor, bytes, sent)
}

/** @throws UsageError instead of any other error */
export function attempt<T>(path: string, act: () => T): T {
  try {
    return act()
  } catch (error) {
    throw new UsageError(
      `${path} cannot be written: ${reason(error)}`,
      'name a file in a folder that you may write to, on a disk with room',
    )
  }
}

export function reason(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException
  const known: Record<string, string> = {
    ENOENT: 'there is no such file or folder',
    EACCES: 'permission denied',
    EISDIR: 'it is a folder',
    ENOSPC: 'no space left on the disk',
    EROFS: 'the disk is read-only',
    EFBIG: 'the file would be larger than this system allows',
    EDQUOT: 'the quota of this user is used up',
    ENOTDIR: 'a part of its path is no folder',
  }
  return known[code ?? ''] ?? message
}
