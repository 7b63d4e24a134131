// Where is something in the source that a person wrote, rather than in the file that was compiled from it?
import { existsSync, readFileSync } from 'node:fs'
import { SourceMap, type SourceMapPayload } from 'node:module'
import { dirname, relative, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { FunctionLocation } from '../heap/index.ts'

const packageRoot = fileURLToPath(new URL('../../..', import.meta.url))
const maps = new Map<string, SourceMap | null>()

/** @returns `file:line`; the file alone where the line is not known; empty where the file is not known */
export function describeLocation(place: FunctionLocation | undefined): string {
  if (place?.script === undefined) return ''
  const file = place.script.startsWith('file:')
    ? fileURLToPath(place.script.replace(/\?.*$/, ''))
    : place.script
  if (file.startsWith('node:')) return file
  if (place.line === undefined) return shorten(originOf(file, 0, 0).file)
  const origin = originOf(file, place.line, place.column ?? 0)
  return `${shorten(origin.file)}:${origin.line + 1}`
}

/** @param frame a line of a stack, such as `at name (file:///a.js:12:34)`; the result is as of `describeLocation` */
export function describeFrame(frame: string): string {
  const [, script, line, column] = /\(?((?:file:\/\/|\/|[A-Z]:\\).*?):(\d+):(\d+)\)?$/.exec(frame) ?? []
  if (script === undefined) return ''
  return describeLocation({ name: '', script, line: Number(line) - 1, column: Number(column) - 1 })
}

/** The source of a place in a compiled file, by the source map beside it. Lines and columns count from zero. */
function originOf(file: string, line: number, column: number): { file: string; line: number } {
  const entry = mapOf(file)?.findEntry(line, column)
  if (entry === undefined || !('originalSource' in entry)) return { file, line }
  return { file: resolve(dirname(file), entry.originalSource), line: entry.originalLine }
}

function mapOf(file: string): SourceMap | null {
  let map = maps.get(file)
  if (map === undefined) {
    map = readMap(`${file}.map`)
    maps.set(file, map)
  }
  return map
}

function readMap(path: string): SourceMap | null {
  try {
    return existsSync(path) ? new SourceMap(JSON.parse(readFileSync(path, 'utf8')) as SourceMapPayload) : null
  } catch {
    // With a damaged map the compiled file is named.
    return null
  }
}

function shorten(file: string): string {
  const fromRoot = relative(packageRoot, file)
  if (fromRoot.startsWith('scenarios')) return fromRoot
  const fromHere = relative(process.cwd(), file)
  return fromHere.startsWith('..') ? file : fromHere
}
