// Is the terminal as it was before, whatever way the program is left? A terminal emulator shows what the codes do.
import { EventEmitter } from 'node:events'
import { Terminal } from '@xterm/headless'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { noProgress } from '../../src/model/progress.ts'
import { runStage } from '../../src/stage/run-stage.ts'
import { createScreen, sizeOf } from '../../src/stage/screen.ts'
import type { Backstage } from '../../src/stage/session.ts'
import { openStage } from '../../src/stage/state.ts'
import { backstage, course } from './drive.ts'

/** node:readline keeps its own listeners until the next byte comes. */
const isOurs = (name: string | symbol) => name !== 'newListener' && name !== 'data'

/** A terminal with a keyboard, and the shell's text on its normal screen. */
function createTerminal(columns = 80, rows = 24) {
  const emulator = new Terminal({ cols: columns, rows, allowProposedApi: true })
  const keyboard = Object.assign(new EventEmitter(), {
    isRaw: false,
    setRawMode(isRaw: boolean) {
      keyboard.isRaw = isRaw
    },
    resume() {},
    pause() {},
  })
  let written = ''
  const display = Object.assign(new EventEmitter(), {
    columns,
    rows,
    write(text: string) {
      written += text
      emulator.write(text)
    },
  })
  emulator.write('$ leaklab\r\n')
  const flushed = () => new Promise<void>(resolve => emulator.write('', resolve))
  const lines = () => {
    const { active } = emulator.buffer
    return Array.from(
      { length: emulator.rows },
      (_, i) => active.getLine(active.viewportY + i)?.translateToString(true) ?? '',
    )
  }
  return {
    emulator,
    keyboard,
    display,
    flushed,
    lines,
    get written() {
      return written
    },
    press: (text: string, name?: string, ctrl = false) =>
      keyboard.emit('keypress', text, { name, ctrl, sequence: text }),
    async expectRestored() {
      await flushed()
      expect(keyboard.isRaw).toBe(false)
      expect(emulator.buffer.active.type).toBe('normal')
      expect(emulator.modes.bracketedPasteMode).toBe(false)
      expect(emulator.modes.wraparoundMode).toBe(true)
      expect(written.lastIndexOf('\u001b[?25h')).toBeGreaterThan(written.lastIndexOf('\u001b[?25l'))
      expect(lines()[0]).toBe('$ leaklab')
      expect([...keyboard.eventNames(), ...display.eventNames()].filter(isOurs)).toEqual([])
    },
  }
}

function start(terminal: ReturnType<typeof createTerminal>, changes: Partial<Backstage> = {}) {
  const controller = new AbortController()
  const { display, keyboard } = terminal
  const initial = openStage(sizeOf(display), course, noProgress)
  const style = { color: true, unicode: true }
  const ended = runStage(
    initial,
    { keyboard, display, style },
    { ...backstage, ...changes },
    controller.signal,
  )
  return { ended, abort: (reason: Error) => controller.abort(reason) }
}

const turns = async (count: number) => {
  for (let i = 0; i < count; i++) await new Promise(resolve => setImmediate(resolve))
}

test('while it runs it has its own screen; left with q, the terminal is as it was', async () => {
  const terminal = createTerminal()
  const { ended } = start(terminal)
  await terminal.flushed()
  expect(terminal.emulator.buffer.active.type).toBe('alternate')
  expect(terminal.keyboard.isRaw).toBe(true)
  expect(terminal.lines()[0]).toMatch(/^leaklab/)
  terminal.press('q')
  await ended
  await terminal.expectRestored()
})

test('a signal of the system ends it, and the terminal is as it was', async () => {
  const terminal = createTerminal()
  const { abort, ended } = start(terminal)
  abort(new Error('interrupted by SIGTERM'))
  await expect(ended).rejects.toThrow('SIGTERM')
  await terminal.expectRestored()
})

test('an error ends it, and the terminal is as it was', async () => {
  const terminal = createTerminal()
  const { ended } = start(terminal, { open: async () => Promise.reject(new Error('no such lesson')) })
  terminal.press('\r', 'return')
  await expect(ended).rejects.toThrow('no such lesson')
  await terminal.expectRestored()
})

test('Ctrl-Z gives the terminal back while the program is stopped, and takes it again', async () => {
  const terminal = createTerminal()
  const states: unknown[] = []
  const { ended } = start(terminal, {
    suspend() {
      states.push(terminal.keyboard.isRaw, terminal.written.endsWith('\u001b[?1049l'))
    },
  })
  terminal.press('\u001a', 'z', true)
  expect(states).toEqual([false, true])
  await terminal.flushed()
  expect(terminal.keyboard.isRaw).toBe(true)
  expect(terminal.emulator.buffer.active.type).toBe('alternate')
  expect(terminal.lines()[0]).toMatch(/^leaklab/)
  terminal.press('\u0003', 'c', true)
  await ended
  await terminal.expectRestored()
})

test('whatever is typed, the terminal is as it was in the end, and what runs is ended', async () => {
  const typed = fc.array(fc.constantFrom('\r', ' ', '1', '2', '.', ',', 'b', 'x', 'q', '?', 'h', 'a'), {
    maxLength: 30,
  })
  await fc.assert(
    fc.asyncProperty(typed, async texts => {
      const terminal = createTerminal()
      const signals: AbortSignal[] = []
      const { ended } = start(terminal, {
        run: (...call) => {
          signals.push(call[2].signal)
          return backstage.run(...call)
        },
      })
      for (const text of texts) {
        terminal.press(text, text === '\r' ? 'return' : text === ' ' ? 'space' : text)
        await turns(1)
      }
      terminal.press('\u0003', 'c', true)
      await ended
      await terminal.expectRestored()
      expect(signals.every(signal => signal.aborted)).toBe(true)
    }),
    { numRuns: 30 },
  )
})

test('what is on the screen is what the last frame says, although only changes are written', async () => {
  const terminal = createTerminal(60, 20)
  let now = 0
  const screen = createScreen(terminal.display, () => now)
  screen.enter()
  for (const lines of [['one', 'two', 'three'], ['one', '2'], ['', '漢字', 'x'], ['one']]) {
    now += 1_000
    screen.draw(lines)
    await terminal.flushed()
    expect(terminal.lines().slice(0, 4)).toEqual([...lines, '', '', '', ''].slice(0, 4))
  }
  const before = terminal.written.length
  now += 1_000
  screen.draw(['one'])
  expect(terminal.written.length, 'nothing is written when nothing has changed').toBe(before)
  screen.leave()
  await terminal.flushed()
  expect(terminal.lines()[0]).toBe('$ leaklab')
})

test('at most ten frames a second, and the newest of them is shown', () => {
  const terminal = createTerminal()
  let now = 0
  let later: (() => void) | undefined
  const screen = createScreen(
    terminal.display,
    () => now,
    (run, ms) => {
      expect(ms).toBe(90)
      later = run
      return () => {
        later = undefined
      }
    },
  )
  screen.enter()
  screen.draw(['first'])
  now = 10
  screen.draw(['second'])
  screen.draw(['third'])
  expect(terminal.written).not.toContain('third')
  now = 100
  later!()
  expect(terminal.written).toContain('third')
  expect(terminal.written).not.toContain('second')
})

test.each([
  [
    { columns: undefined, rows: undefined },
    { columns: 80, rows: 24 },
  ],
  [
    { columns: 0, rows: 0 },
    { columns: 80, rows: 24 },
  ],
  [
    { columns: 1, rows: 1 },
    { columns: 80, rows: 24 },
  ],
  [
    { columns: 132, rows: 43 },
    { columns: 132, rows: 43 },
  ],
])('a terminal of %o is drawn for %o', (said, size) => {
  expect(sizeOf(said)).toEqual(size)
})
