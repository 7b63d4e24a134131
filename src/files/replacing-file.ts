// A file that is written beside the old one, and takes its place when it is closed. So a mistake of typing, a full disk or a killed process
// leaves the old one whole, and of two that are written at once neither is damaged.
import { randomBytes } from 'node:crypto'
import {
  accessSync,
  closeSync,
  constants,
  fchmodSync,
  fstatSync,
  lstatSync,
  openSync,
  readlinkSync,
  realpathSync,
  renameSync,
  rmSync,
  type Stats,
  statSync,
} from 'node:fs'
import { dirname, resolve } from 'node:path'
import type { FileFailure } from '../model/problems.ts'
import { UsageError } from '../model/usage-error.ts'
import { copyAll, orUsageError, toFileFailure, writeAll } from './output-file.ts'

export interface ReplacingFile {
  /** Writes text that ends with a newline. @throws UsageError; then nothing more is written */
  write(text: string): void
  /** Writes the content of a file. @throws UsageError; then nothing more is written */
  copy(from: string): void
  /**
   * Ends it: it takes the place of the old file, if there is one. Where something is wrong, the old file and what was written are left,
   * and the error names them.
   * @throws UsageError when something could not be written, or another process has written the file meanwhile
   */
  close(): void
  /** Ends it, and leaves the old file. */
  discard(): void
}

/**
 * Opens the file that will replace `path`. A symbolic link is followed; a device or a pipe is written directly.
 * @param mode the mode of a new file; that of an old file stays
 * @throws UsageError when it cannot be written
 */
export function replaceFile(path: string, mode = 0o666): ReplacingFile {
  const old = orUsageError(path, () => statSync(path, { throwIfNoEntry: false }))
  if (old !== undefined && !old.isFile()) return writeDirectly(path)
  const target = orUsageError(path, () => (old === undefined ? followMissing(path) : realpathSync(path)))
  if (old !== undefined) orUsageError(path, () => accessSync(target, constants.W_OK))
  const part = `${target}.${randomBytes(4).toString('hex')}.part`
  const descriptor = openPart(path, part, old, mode)
  if (descriptor === undefined) return writeDirectly(path)
  const writer = createWriter(path, descriptor)
  return {
    write: writer.write,
    copy: writer.copy,
    close() {
      const isEmpty = fstatSync(descriptor).size === 0
      writer.attempt(() => closeSync(descriptor))
      const failure = writer.failure()
      if (failure !== undefined) {
        // Nobody needs a part without content.
        if (isEmpty) rmSync(part, { force: true })
        else throw new UsageError('file-incomplete', { path, part, failure, isNew: old === undefined })
      }
      writer.throwFailure()
      const now = statSync(target, { throwIfNoEntry: false })
      if (!isSame(old, now)) throw new UsageError('file-written-meanwhile', { path, part })
      orUsageError(path, () => renameSync(part, target))
    },
    discard() {
      closeSync(descriptor)
      rmSync(part, { force: true })
    },
  }
}

/**
 * Replaces a file by what `fill` puts into it, or leaves it as it was, with nothing beside it.
 * @throws UsageError when it cannot be written
 */
export function replaceWhole(path: string, fill: (file: ReplacingFile) => void, mode?: number): void {
  const file = replaceFile(path, mode)
  try {
    fill(file)
  } catch (error) {
    file.discard()
    throw error
  }
  file.close()
}

function createWriter(path: string, descriptor: number) {
  let failure: FileFailure | undefined
  function throwFailure(): void {
    if (failure !== undefined) throw new UsageError('file-unwritable', { path, failure })
  }
  /** Keeps the first failure. */
  function attempt(act: () => void): void {
    try {
      act()
    } catch (error) {
      failure ??= toFileFailure(error)
    }
  }
  return {
    write(text: string): void {
      throwFailure()
      attempt(() => writeAll(descriptor, text))
      throwFailure()
    },
    copy(from: string): void {
      throwFailure()
      attempt(() => copyAll(from, descriptor))
      throwFailure()
    },
    attempt,
    failure: () => failure,
    throwFailure,
  }
}

/** Where a link to a file that does not exist leads; any other path as it is. */
function followMissing(path: string): string {
  const isLink = lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink() === true
  return isLink ? resolve(dirname(path), readlinkSync(path)) : path
}

/** @returns undefined where the file may be written, but no other in its folder */
function openPart(path: string, part: string, old: Stats | undefined, mode: number): number | undefined {
  try {
    const descriptor = openSync(part, 'wx', mode)
    if (old !== undefined && fstatSync(descriptor).mode !== old.mode) fchmodSync(descriptor, old.mode)
    return descriptor
  } catch (error) {
    if (old !== undefined && /^(EACCES|EPERM|EROFS)$/.test((error as NodeJS.ErrnoException).code ?? ''))
      return undefined
    throw new UsageError('file-unwritable', { path, failure: toFileFailure(error) })
  }
}

function writeDirectly(path: string): ReplacingFile {
  const descriptor = orUsageError(path, () => openSync(path, 'w'))
  const { copy, throwFailure, write } = createWriter(path, descriptor)
  return {
    write,
    copy,
    close() {
      orUsageError(path, () => closeSync(descriptor))
      throwFailure()
    },
    discard: () => closeSync(descriptor),
  }
}

function isSame(old: Stats | undefined, now: Stats | undefined): boolean {
  return old?.ino === now?.ino && old?.mtimeMs === now?.mtimeMs && old?.size === now?.size
}
