// Prints a page; in a terminal, what is longer than the screen is shown by the user's pager.
import { spawn } from 'node:child_process'
import { printRendered } from './output.ts'

/**
 * Prints a text, through `$PAGER` or else `less` where it does not fit the screen. An empty PAGER, and `cat`, mean that the
 * user wants none.
 */
export async function printPage(text: string): Promise<void> {
  const command = pagerFor(text)
  if (command === undefined || !(await showIn(command, text))) printRendered(text)
}

function pagerFor(text: string): string | undefined {
  const { rows = 0, isTTY } = process.stdout
  const { PAGER = 'less -FRX', TERM } = process.env
  const lines = text.trimEnd().split('\n').length
  // The prompt of the shell takes one row. Some terminals report 0 rows.
  const fits = rows <= 0 || lines < rows
  if (isTTY !== true || TERM === 'dumb' || fits) return undefined
  return ['', 'cat'].includes(PAGER.trim()) ? undefined : PAGER
}

/** @returns false if there is no such program */
function showIn(command: string, text: string): Promise<boolean> {
  // Ctrl-C belongs to the pager, which then goes on.
  const ignore = () => {}
  process.on('SIGINT', ignore)
  return new Promise<boolean>(resolve => {
    const pager = spawn(command, { shell: true, stdio: ['pipe', 'inherit', 'ignore'] })
    pager.on('error', () => resolve(false))
    pager.on('close', code => resolve(code !== notExecutable && code !== notFound))
    // A pager may be left before it has read everything.
    pager.stdin.on('error', () => {})
    pager.stdin.end(text.endsWith('\n') ? text : `${text}\n`)
  }).finally(() => process.removeListener('SIGINT', ignore))
}

/** Exit codes of a shell. */
const [notExecutable, notFound] = [126, 127]
