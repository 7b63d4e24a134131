// Reads a playlist: the lessons of a lecture.
import { readFileSync } from 'node:fs'
import { type Playlist, parsePlaylist } from '../model/playlist.ts'
import { UsageError } from '../model/usage-error.ts'
import { toFileFailure } from './output-file.ts'

/** @throws UsageError when it cannot be read, or something in it is wrong */
export function readPlaylist(file: string): Playlist {
  let text: string
  try {
    text = readFileSync(file, 'utf8')
  } catch (error) {
    throw new UsageError('playlist-unreadable', { file, failure: toFileFailure(error) })
  }
  return parsePlaylist(file, text)
}
