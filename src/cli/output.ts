// The only doors to the terminal: data to stdout, what is said about it to stderr.
import isUnicodeSupported from 'is-unicode-supported'
import type { Style } from '../report/terminal/style.ts'

/** Aborted when results can no longer be printed: then nothing more need be run. */
export const readerGone = new AbortController()

/** A closed pipe (`leaklab list | head -1`) ends quietly; a full disk behind `>` is said, and is no success. */
export function watchOutput(): void {
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (readerGone.signal.aborted) return
    readerGone.abort()
    if (error.code === 'EPIPE') return
    say(`what leaklab prints cannot be written: ${error.message}`)
    say('  send it to a place with room that you may write to')
    // The last word: whatever was found, nobody has read it.
    process.once('exit', () => {
      process.exitCode = 2
    })
  })
  // Nobody hears what is said about the results; the results are wanted all the same.
  process.stderr.on('error', () => {})
}

/** Prints data. */
export function print(text: string): void {
  process.stdout.write(text.endsWith('\n') ? text : `${text}\n`)
}

/** Says something about the data, or about an error. */
export function say(text: string): void {
  process.stderr.write(text.endsWith('\n') ? text : `${text}\n`)
}

/** Says which files in a folder were no scenarios. */
export function saySkippedFiles(files: readonly string[]): void {
  for (const file of files) say(`${file} was passed over: it holds no scenario`)
}

const pipedWidth = 100

/** How a stream wants to be written to. A pipe has no width: then what a page has. */
export function styleOf(stream: NodeJS.WriteStream): Style {
  const width = stream.columns ?? (Number(process.env.COLUMNS) || pipedWidth)
  return { width: Math.max(40, width), color: wantsColor(stream), unicode: wantsUnicode() }
}

/** Neither a terminal nor somebody who says how wide a line may be. */
export function isPiped(stream: NodeJS.WriteStream): boolean {
  return stream.columns === undefined && !Number(process.env.COLUMNS)
}

function wantsColor(stream: NodeJS.WriteStream): boolean {
  const { NO_COLOR, FORCE_COLOR, TERM } = process.env
  if (NO_COLOR !== undefined && NO_COLOR !== '') return false
  if (FORCE_COLOR !== undefined) return FORCE_COLOR !== '0' && FORCE_COLOR !== 'false'
  return stream.isTTY === true && TERM !== 'dumb'
}

/** The locale decides; without one, the terminal does. A pipe to a file is read by people too. */
function wantsUnicode(): boolean {
  const { LC_ALL, LC_CTYPE, LANG, TERM } = process.env
  if (TERM === 'dumb') return false
  const locale = LC_ALL || LC_CTYPE || LANG
  if (locale !== undefined && locale !== '') return /utf-?8/i.test(locale)
  return isUnicodeSupported()
}
