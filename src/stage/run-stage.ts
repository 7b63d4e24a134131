// Runs the interactive program in a terminal: keys and readings come in, frames go out, effects are done.
import { emitKeypressEvents } from 'node:readline'
import type { Progress } from '../model/progress.ts'
import type { Recording } from '../model/recording.ts'
import type { Result } from '../model/report.ts'
import type { Style } from '../report/terminal/style.ts'
import { type Keypress, nameKey } from './keys.ts'
import type { LessonContent } from './lesson/content.ts'
import type { Side } from './lesson/state.ts'
import { createScreen, sizeOf, type Terminal } from './screen.ts'
import { reduceStage, type StageEffect, type StageEvent, type StageState } from './state.ts'
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

/** What the program does outside of the terminal. */
export interface Backstage {
  /** Loads a lesson. */
  open(id: string): Promise<LessonContent>
  /** Measures a variant; calls `onProgress` after each reading. */
  run(
    content: LessonContent,
    side: Side,
    options: { onProgress: (recording: Recording) => void; signal: AbortSignal },
  ): Promise<Result>
  save(progress: Progress): void
  /** Stops this process until it is continued, as the shell's job control does. */
  suspend(): void
}

const tickMs = 100
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
  const screen = createScreen(display)
  let state = initial
  let running = new AbortController()
  const { promise: left, reject, resolve } = withResolvers<void>()

  const draw = () => screen.draw(renderStage(state, style))

  function handle(event: StageEvent): void {
    try {
      const step = reduceStage(state, event)
      state = step.state
      for (const effect of step.effects) perform(effect)
      draw()
    } catch (error) {
      reject(error)
    }
  }

  function perform(effect: StageEffect): void {
    switch (effect.do) {
      case 'open':
        backstage.open(effect.id).then(content => handle({ type: 'opened', content }), reject)
        break
      case 'run':
        measure(effect.content, effect.side)
        break
      case 'stop':
        running.abort()
        running = new AbortController()
        break
      case 'save':
        backstage.save(effect.progress)
        break
      case 'suspend':
        leaveTerminal()
        backstage.suspend()
        enterTerminal()
        break
      case 'leave':
        resolve()
    }
  }

  function measure(content: LessonContent, side: Side): void {
    const { signal } = running
    let seen = ''
    const onProgress = (recording: Recording) => {
      if (signal.aborted) return
      // Only readings change what is shown; the other events of a child come in hundreds.
      const { baseline, released, rounds } = recording
      const readings = `${baseline === null} ${rounds.length} ${released === null}`
      if (readings === seen) return
      seen = readings
      handle({ type: 'lesson', event: { type: 'progress', side, recording } })
    }
    backstage.run(content, side, { onProgress, signal }).then(
      result => {
        if (!signal.aborted) handle({ type: 'lesson', event: { type: 'result', side, result } })
      },
      (error: unknown) => {
        if (signal.aborted) return
        const message = error instanceof Error ? error.message : String(error)
        handle({ type: 'lesson', event: { type: 'problem', side, message } })
      },
    )
  }

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
    draw()
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
  signal.addEventListener('abort', () => reject(signal.reason), { once: true })
  let tickedAt = performance.now()
  const ticking = setInterval(() => {
    const now = performance.now()
    handle({ type: 'tick', ms: now - tickedAt })
    tickedAt = now
  }, tickMs)
  try {
    signal.throwIfAborted()
    enterTerminal()
    await left
    return state
  } finally {
    clearInterval(ticking)
    clearTimeout(resizing)
    running.abort()
    keyboard.off('keypress', onKeypress)
    display.off('resize', onResize)
    process.off('SIGCONT', onContinued)
    process.off('exit', leaveTerminal)
    leaveTerminal()
  }
}

/** Promise.withResolvers, which Node 20 lacks. */
function withResolvers<T>() {
  let resolve!: (value: T) => void
  let reject!: (reason: unknown) => void
  const promise = new Promise<T>((onResolve, onReject) => {
    resolve = onResolve
    reject = onReject
  })
  return { promise, resolve, reject }
}
