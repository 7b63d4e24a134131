// Which lessons does a lecture show, in which order? A playlist is a JSON file: `{ "lessons": ["strong-cache", "./my-thing.ts"] }`.
import * as v from 'valibot'
import { jsonObject, parseJsonFile } from './parse-json-file.ts'
import { UsageError } from './usage-error.ts'

const maxLessons = 1000
/** The longest path on any common system. */
const maxNameLength = 4096
const expectedName = 'expected the name of a scenario, or the path of a file'
const name = v.pipe(v.string(), v.regex(/\S/, expectedName), v.maxLength(maxNameLength, expectedName))
const playlistSchema = v.pipe(
  jsonObject,
  v.strictObject({
    title: v.optional(v.string()),
    lessons: v.pipe(
      v.array(name),
      v.minLength(1, 'expected one lesson or more'),
      v.maxLength(maxLessons, `expected at most ${maxLessons} lessons`),
    ),
  }),
)
export type Playlist = v.InferOutput<typeof playlistSchema>

/**
 * Reads the text of a playlist.
 * @throws UsageError that names what is wrong
 */
export function parsePlaylist(file: string, text: string): Playlist {
  const parsed = parseJsonFile(playlistSchema, text)
  if ('value' in parsed) return parsed.value
  if ('syntax' in parsed) throw new UsageError('playlist-not-json', { file, message: parsed.syntax })
  throw new UsageError('playlist-invalid', { file, ...parsed })
}
