import { type FileHandle, open } from 'node:fs/promises'
import { setTimeout } from 'node:timers/promises'
import { SnapshotError } from '../graph/snapshot-error.ts'
import type { ReadOptions } from './read-options.ts'

/** How long to wait for a file to grow: no system tells of it everywhere, and on time. */
const GROWTH_MS = 5

/** A file that is being written. */
export interface Growth {
  isOver(): boolean
  /** For a little more of it, or the end. Throws the signal's reason. */
  wait(): Promise<void>
}

export function watchGrowth({ signal, written }: ReadOptions): Growth | undefined {
  if (written === undefined) return undefined
  let isOver = false
  const over = () => {
    isOver = true
  }
  const end = written.then(over, over)
  return {
    isOver: () => isOver,
    async wait() {
      await Promise.race([end, setTimeout(GROWTH_MS)])
      signal?.throwIfAborted()
    },
  }
}

export async function openWhenThere(path: string | URL, growth: Growth | undefined): Promise<FileHandle> {
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
