// A real terminal for leaklab, made by `script` of util-linux: keys go in, and an emulator shows what is on its screen.
import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Terminal } from '@xterm/headless'
import { leaklabPath, newFolder, start, until } from './leaklab.ts'

export interface RealTerminal {
  /** Writes keys. */
  press(keys: string): void
  /** The lines of the screen, joined. */
  screen(): string
  /** Waits until the screen has a text. */
  sees(text: string): Promise<void>
  resize(columns: number, rows: number): void
  /** Sends a signal to leaklab. */
  signal(signal: NodeJS.Signals): void
  /** Kills, without any warning, what the shell has started. */
  killStarted(): void
  /** Closes the window: whatever runs in it gets SIGHUP. */
  close(): void
  /** After the end: exit code, and whether the terminal is as it was. */
  ended: Promise<{ code: number | null; isRestored: boolean; screen: string }>
}

/**
 * Starts leaklab in a terminal.
 * @param command its arguments, for a shell; or, with `isShell`, nothing: then a shell is started instead of leaklab
 */
export function openTerminal(
  command: string,
  {
    columns = 80,
    rows = 24,
    isShell = false,
    cwd = undefined as string | undefined,
    env = {} as NodeJS.ProcessEnv,
  } = {},
): RealTerminal {
  const folder = newFolder()
  const [pidFile, ttyFile] = [join(folder, 'pid'), join(folder, 'tty')]
  const leaklab = isShell ? 'bash --norc -i' : `${process.execPath} ${leaklabPath} ${command}`
  const inside = `stty cols ${columns} rows ${rows}; echo $$ > ${pidFile}; tty > ${ttyFile}; exec ${leaklab}`
  const { ended, process: child } = start([], {
    script: `exec script -qefc ${JSON.stringify(inside).replaceAll('$', '\\$')} /dev/null`,
    ...(cwd !== undefined && { cwd }),
    env: { XDG_STATE_HOME: folder, COLUMNS: undefined, PROMPT_COMMAND: 'PS1="ready> "', ...env },
  })
  const emulator = new Terminal({ cols: columns, rows, allowProposedApi: true })
  let written = ''
  child.stdout!.on('data', (text: string) => {
    written += text
    emulator.write(text)
  })
  const screen = () => {
    const { active } = emulator.buffer
    return Array.from(
      { length: emulator.rows },
      (_, i) => active.getLine(active.viewportY + i)?.translateToString(true) ?? '',
    ).join('\n')
  }
  return {
    press: keys => child.stdin!.write(keys),
    screen,
    sees: text => until(`the screen has "${text}"`, () => screen().includes(text) || `\n${screen()}`),
    resize(columns, rows) {
      emulator.resize(columns, rows)
      execFileSync('stty', [
        '-F',
        readFileSync(ttyFile, 'utf8').trim(),
        'cols',
        `${columns}`,
        'rows',
        `${rows}`,
      ])
    },
    signal: signal => {
      process.kill(Number(readFileSync(pidFile, 'utf8')), signal)
    },
    killStarted() {
      const shell = readFileSync(pidFile, 'utf8').trim()
      const started = readFileSync(`/proc/${shell}/task/${shell}/children`, 'utf8').trim().split(' ')
      for (const pid of started) process.kill(Number(pid), 'SIGKILL')
    },
    close: () => {
      child.kill('SIGKILL')
    },
    ended: ended.then(async ({ code }) => {
      await new Promise<void>(resolve => emulator.write('', resolve))
      const isRestored =
        emulator.buffer.active.type === 'normal' &&
        !emulator.modes.bracketedPasteMode &&
        emulator.modes.wraparoundMode &&
        written.lastIndexOf('\u001b[?25h') >= written.lastIndexOf('\u001b[?25l')
      return { code, isRestored, screen: screen() }
    }),
  }
}
