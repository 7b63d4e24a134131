// Runs the interactive program in a terminal: keys and readings come in, frames go out, effects are done.
import { emitKeypressEvents } from 'node:readline'
import type { Style } from '../report/terminal/style.ts'
import { type Keypress, nameKey } from './keys.ts'
import { createScreen, sizeOf, type Terminal } from './screen.ts'
import { type Backstage, startSession } from './session.ts'
import type { StageState } from './state.ts'
import { renderStage } from './views/stage.ts'

/** Where keys come from: a terminal's input. */
export interface Keyboard {
  on(event: 'keypress', listener: (text: string | undefined, key: Keypress) => void): unknown
  off(event: 'keypress', listener: (text: string | undefined, key: Keypress) => void): unknown
  setRawMode?(isRaw: boolean): unknown
  resume(): unknown
  pause(): unknown
}

/** A terminal's output, which says when its size changes. */
export interface Display extends Terminal {
  on(event: 'resize', listener: () => void): unknown
  off(event: 'resize', listener: () => void): unknown
}

const tickMs = 100
/** Where nothing is measured beside it, the screen may follow each key at once. */
const quickFrameMs = 16
/** A terminal that is dragged reports many sizes. */
const resizeMs = 60
/** Escape may begin the code of another key; node:readline waits so long for the rest. */
const escapeMs = 50

/**
 * Runs until the user leaves.
 * @param signal ends it from outside: a signal of the system, or a closed output
 * @returns the state in which it was left
 */
export async function runStage(
  initial: StageState,
  { keyboard, display, style }: { keyboard: Keyboard; display: Display; style: Omit<Style, 'width'> },
  backstage: Backstage,
  signal: AbortSignal,
): Promise<StageState> {
  const isQuick = initial.scene.kind === 'explore'
  const screen = createScreen(display, undefined, undefined, isQuick ? quickFrameMs : undefined)
  const draw = (state: StageState) => screen.draw(renderStage(state, style))
  const session = startSession(initial, backstage, draw, () => {
    leaveTerminal()
    backstage.suspend()
    enterTerminal()
  })
  const { handle } = session

  const onKeypress = (text: string | undefined, key: Keypress) => {
    const name = nameKey(text, key)
    if (name !== undefined) handle({ type: 'key', key: name })
  }

  let resizing: NodeJS.Timeout | undefined
  const onResize = () => {
    clearTimeout(resizing)
    resizing = setTimeout(() => {
      handle({ type: 'resize', size: sizeOf(display) })
      screen.redraw()
    }, resizeMs)
  }

  function enterTerminal(): void {
    keyboard.setRawMode?.(true)
    keyboard.resume()
    screen.enter()
    draw(session.state)
  }
  function leaveTerminal(): void {
    screen.leave()
    keyboard.setRawMode?.(false)
    keyboard.pause()
  }
  /** Another process may have used the terminal meanwhile. */
  const onContinued = () => {
    leaveTerminal()
    enterTerminal()
    handle({ type: 'resize', size: sizeOf(display) })
    screen.redraw()
  }

  emitKeypressEvents(keyboard as never, { escapeCodeTimeout: escapeMs } as never)
  keyboard.on('keypress', onKeypress)
  display.on('resize', onResize)
  process.on('SIGCONT', onContinued)
  // The last way out: nothing else runs when the process exits.
  process.on('exit', leaveTerminal)
  signal.addEventListener('abort', () => session.end(signal.reason), { once: true })
  let tickedAt = performance.now()
  const ticking = setInterval(() => {
    const now = performance.now()
    handle({ type: 'tick', ms: now - tickedAt })
    tickedAt = now
  }, tickMs)
  try {
    signal.throwIfAborted()
    enterTerminal()
    await session.left
    return session.state
  } finally {
    clearInterval(ticking)
    clearTimeout(resizing)
    session.close()
    keyboard.off('keypress', onKeypress)
    display.off('resize', onResize)
    process.off('SIGCONT', onContinued)
    process.off('exit', leaveTerminal)
    leaveTerminal()
  }
}
