// Which files change? Folders are watched, not files: an editor may replace a file by a new one.
import { existsSync, watch } from 'node:fs'
import { dirname, join } from 'node:path'

/** Editors write a file in several parts: what follows from a change begins so many milliseconds later. */
export const editorWriteMs = 80

/**
 * Watches the folders of some files.
 * @param onChange called with the path of each file in them that changes, ours or not
 * @returns what ends it
 */
export function watchFoldersOf(files: Iterable<string>, onChange: (path: string) => void): () => void {
  const folders = new Set([...files].map(dirname).filter(existsSync))
  const watchers = [...folders].map(folder =>
    watch(folder, (_, name) => {
      if (name !== null) onChange(join(folder, name))
    })
      // A folder that is removed has no more changes.
      .on('error', () => {}),
  )
  return () => {
    for (const watcher of watchers) watcher.close()
  }
}
