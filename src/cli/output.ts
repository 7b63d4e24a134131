// Writes to the terminal: data to stdout, messages to stderr. Nothing else in leaklab uses the standard streams.

import { UsageError } from '../model/usage-error.ts'
import { clean } from '../report/terminal/clean.ts'
import type { Style } from '../report/terminal/style.ts'
import type { PlainReason } from '../report/words/en/plain.ts'
import { words } from '../report/words/words.ts'

/** Aborted when results can no longer be printed, so that nothing more is run. */
export const outputClosed = new AbortController()

/** A closed pipe (`leaklab list | head -1`) ends the output silently. A full disk behind `>` is reported, with exit code 2. */
export function watchOutput(): void {
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (outputClosed.signal.aborted) return
    outputClosed.abort()
    if (error.code === 'EPIPE') return
    say(words.session.describeClosedOutput(error.message))
    // Set at the very end, so that no result overwrites it.
    process.once('exit', () => {
      process.exitCode = 2
    })
  })
  // Messages can no longer be shown; the results on stdout are still wanted.
  process.stderr.on('error', () => {})
}

/** Prints a report or a page: its renderer has made foreign text harmless, and has added colors. */
export function printRendered(text: string): void {
  writeLines(process.stdout, text)
}

/** Prints sentences. They may contain foreign text: the names of files, words of the command line. */
export function print(text: string): void {
  writeLines(process.stdout, clean(text, styleOf(process.stdout)))
}

/** Prints a message: progress, a warning, an error. It may contain foreign text. */
export function say(text: string): void {
  writeLines(process.stderr, clean(text, styleOf(process.stderr)))
}

/**
 * Does something with each of several outputs, though it fails for one.
 * @throws the first error; the others are printed, if a user can understand them
 */
export function forEachOutput<T>(outputs: Iterable<T>, act: (output: T) => void): void {
  const errors: unknown[] = []
  for (const output of outputs) {
    try {
      act(output)
    } catch (error) {
      errors.push(error)
    }
  }
  for (const error of errors.slice(1))
    if (error instanceof UsageError) say(`${error.message}\n  ${error.hint}`)
  if (errors.length > 0) throw errors[0]
}

/** Prints a message that was rendered, as a report is. */
export function sayRendered(text: string): void {
  writeLines(process.stderr, text)
}

function writeLines(stream: NodeJS.WriteStream, text: string): void {
  stream.write(text.endsWith('\n') ? text : `${text}\n`)
}

/** A help text with ASCII punctuation where stdout shows no other. */
export function readableHelp(text: string): string {
  const style = styleOf(process.stdout)
  return clean(style.unicode ? text : text.replaceAll('›', '>'), style)
}

/** Names the files of a folder that contain no scenario. */
export function saySkippedFiles(files: readonly string[]): void {
  for (const file of files) say(words.session.describeSkippedFile(file))
}

/** Columns where the stream has no width of its own, as a pipe. */
const pipedWidth = 100

/** Width, colors and signs for a stream. */
export function styleOf(stream: NodeJS.WriteStream): Style {
  const width = stream.columns ?? (Number(process.env.COLUMNS) || pipedWidth)
  return {
    width: Math.max(40, width),
    color: wantsColor(stream),
    unicode: supportsUnicode(process.env, process.platform),
  }
}

/** Whether neither a terminal nor COLUMNS limits the width of a line. */
export function isPiped(stream: NodeJS.WriteStream): boolean {
  return stream.columns === undefined && !Number(process.env.COLUMNS)
}

function wantsColor(stream: NodeJS.WriteStream): boolean {
  const { NO_COLOR, FORCE_COLOR, TERM } = process.env
  if (NO_COLOR !== undefined && NO_COLOR !== '') return false
  if (FORCE_COLOR !== undefined) return FORCE_COLOR !== '0' && FORCE_COLOR !== 'false'
  return stream.isTTY === true && TERM !== 'dumb'
}

/**
 * Whether characters beyond ASCII can be shown. The locale decides; without one, the terminal does. Output into a pipe or
 * a file is treated alike.
 */
export function supportsUnicode(env: NodeJS.ProcessEnv, platform: NodeJS.Platform): boolean {
  const { LC_ALL, LC_CTYPE, LANG, TERM } = env
  if (TERM === 'dumb') return false
  const locale = LC_ALL || LC_CTYPE || LANG
  if (locale) return /utf-?8/i.test(locale)
  // `linux` is the console of the kernel, whose fonts have few characters.
  return platform === 'win32' ? isModernWindowsTerminal(env) : TERM !== 'linux'
}

/** The terminals for Windows that are known to show Unicode; the classic console is not one of them. */
function isModernWindowsTerminal(env: NodeJS.ProcessEnv): boolean {
  return (
    Boolean(env.WT_SESSION) ||
    Boolean(env.TERMINUS_SUBLIME) ||
    env.ConEmuTask === '{cmd::Cmder}' ||
    ['vscode', 'Terminus-Sublime'].includes(env.TERM_PROGRAM ?? '') ||
    ['xterm-256color', 'alacritty', 'rxvt-unicode', 'rxvt-unicode-256color'].includes(env.TERM ?? '') ||
    env.TERMINAL_EMULATOR === 'JetBrains-JediTerm'
  )
}

/** Why the interactive program is lines of text instead of screens; undefined if it can have screens. */
export function findPlainReason(isWanted = false): PlainReason | undefined {
  const { ACCESSIBLE, TERM } = process.env
  if (isWanted) return 'option'
  if (ACCESSIBLE !== undefined && ACCESSIBLE !== '' && ACCESSIBLE !== '0') return 'accessible'
  if (process.stdin.isTTY !== true || process.stdout.isTTY !== true) return 'pipe'
  return TERM === 'dumb' ? 'dumb' : undefined
}
