// A file that is read while it is being written.
import { type FileHandle, open } from 'node:fs/promises'
import { setTimeout } from 'node:timers/promises'
import { SnapshotError } from '../graph/snapshot-error.ts'
import type { ReadOptions } from './read-options.ts'

/** Between two attempts to read on: file systems do not report growth everywhere, and not in time. */
const POLL_MS = 5

export interface FileGrowth {
  /** Whether writing has ended. */
  isOver(): boolean
  /** Waits some milliseconds, or until writing ends. Throws the signal's reason. */
  wait(): Promise<void>
}

/** Undefined for a file that is complete. */
export function watchGrowth({ signal, written }: ReadOptions): FileGrowth | undefined {
  if (written === undefined) return undefined
  let isOver = false
  const end = () => {
    isOver = true
  }
  const ended = written.then(end, end)
  return {
    isOver: () => isOver,
    async wait() {
      await Promise.race([ended, setTimeout(POLL_MS)])
      signal?.throwIfAborted()
    },
  }
}

/** Opens a file; one that is being written need not exist yet. Throws SnapshotError `unreadable`. */
export async function openWhenThere(path: string | URL, growth: FileGrowth | undefined): Promise<FileHandle> {
  for (;;) {
    const isWhole = growth?.isOver() ?? true
    try {
      return await open(path, 'r')
    } catch (cause) {
      const { code, message } = cause as NodeJS.ErrnoException
      if (isWhole || code !== 'ENOENT')
        throw new SnapshotError('unreadable', `Cannot open ${path}: ${message}`, { cause })
    }
    await growth!.wait()
  }
}
