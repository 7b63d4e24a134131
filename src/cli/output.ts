// The only doors to the terminal: data to stdout, what is said about it to stderr.
import isUnicodeSupported from 'is-unicode-supported'
import type { Style } from '../report/style.ts'

/** Aborted when the reader of our output is gone: then nothing more need be run. */
export const readerGone = new AbortController()

/** A closed pipe (`leaklab list | head -1`) ends quietly. */
export function quietOnClosedPipe(): void {
  for (const stream of [process.stdout, process.stderr]) {
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EPIPE') throw error
      readerGone.abort()
    })
  }
}

/** Prints data. */
export function print(text: string): void {
  process.stdout.write(text.endsWith('\n') ? text : `${text}\n`)
}

/** Says something about the data, or about an error. */
export function say(text: string): void {
  process.stderr.write(text.endsWith('\n') ? text : `${text}\n`)
}

const pipedWidth = 100

/** How a stream wants to be written to. A pipe has no width: then what a page has. */
export function styleOf(stream: NodeJS.WriteStream): Style {
  const { env } = process
  const width = stream.columns ?? (Number(env.COLUMNS) || pipedWidth)
  return { width: Math.max(40, width), colour: wantsColour(stream), unicode: wantsUnicode() }
}

function wantsColour(stream: NodeJS.WriteStream): boolean {
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
