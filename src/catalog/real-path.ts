// Which file does a path lead to, through all symbolic links?
import { realpathSync } from 'node:fs'

/** The path itself if it cannot be resolved. */
export function realPath(path: string): string {
  try {
    return realpathSync(path)
  } catch {
    return path
  }
}
