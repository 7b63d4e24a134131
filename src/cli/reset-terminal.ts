// Repairs a terminal that a killed leaklab has left with its own screen, without a cursor, or without echo.
import { spawnSync } from 'node:child_process'
import { words } from '../report/words/words.ts'
import { leaveCodes } from '../stage/screen.ts'
import { print } from './output.ts'

export function resetTerminal(): void {
  if (process.stdout.isTTY === true) process.stdout.write(leaveCodes)
  // Node can only restore the mode that it has found, and that is the broken one.
  if (process.stdin.isTTY === true && process.platform !== 'win32')
    spawnSync('stty', ['sane'], { stdio: ['inherit', 'ignore', 'ignore'] })
  print(words.doctor.describeReset(process.stdout.isTTY === true))
}
