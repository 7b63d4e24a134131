// The terminal as a full screen: frames of lines, drawn where they changed; and the terminal as it was before, on every way out.
import { performance } from 'node:perf_hooks'

export interface Terminal {
  /** Undefined, 0 or 1 where the terminal has not said it yet. */
  columns?: number | undefined
  rows?: number | undefined
  write(text: string): unknown
}

export interface Size {
  columns: number
  rows: number
}

export interface Screen {
  /** Takes over the terminal. */
  enter(): void
  /** Gives the terminal back; without effect when it has been given back. */
  leave(): void
  /** Shows a frame: now, or when the last one has been shown for a while: a tenth of a second unless stated. */
  draw(lines: readonly string[]): void
  /** Draws everything again, for example after the size has changed. */
  redraw(): void
}

const csi = '\u001b['
/** Alternate screen, no cursor, no automatic line breaks, bracketed paste. */
const enterCodes = `${csi}?1049h${csi}?25l${csi}?7l${csi}?2004h`
/** What undoes it; without effect on a terminal that is as it should be. */
export const leaveCodes = `${csi}?2026l${csi}?2004l${csi}?7h${csi}0m${csi}?25h${csi}?1049l`
/** A terminal shows nothing of what is between them before the end. */
const [beginFrame, endFrame] = [`${csi}?2026h`, `${csi}?2026l`]

const shortestFrameMs = 100

/** The size to draw for, where a terminal says nothing or nonsense. */
export function sizeOf({ columns, rows }: Pick<Terminal, 'columns' | 'rows'>): Size {
  return {
    columns: columns !== undefined && columns > 1 ? columns : 80,
    rows: rows !== undefined && rows > 1 ? rows : 24,
  }
}

/**
 * @param schedule like setTimeout, and what undoes it; given by tests
 * @param frameMs how long a frame is shown at least
 */
export function createScreen(
  terminal: Terminal,
  now: () => number = () => performance.now(),
  schedule: (run: () => void, ms: number) => () => void = (run, ms) => {
    const timer = setTimeout(run, ms)
    return () => clearTimeout(timer)
  },
  frameMs = shortestFrameMs,
): Screen {
  let isEntered = false
  let shown: readonly string[] = []
  let wanted: readonly string[] = []
  let drawnAt = Number.NEGATIVE_INFINITY
  let cancel: (() => void) | undefined

  function drawNow(): void {
    cancel?.()
    cancel = undefined
    if (!isEntered) return
    let text = ''
    // The last row and column are not used: writing there makes some terminals scroll.
    const rows = Math.min(Math.max(shown.length, wanted.length), sizeOf(terminal).rows - 1)
    for (let row = 0; row < rows; row++) {
      const line = wanted[row] ?? ''
      if (line !== shown[row]) text += `${csi}${row + 1};1H${line}${csi}0m${csi}K`
    }
    shown = wanted
    if (text === '') return
    drawnAt = now()
    terminal.write(beginFrame + text + endFrame)
  }

  return {
    enter() {
      if (isEntered) return
      isEntered = true
      shown = []
      drawnAt = Number.NEGATIVE_INFINITY
      terminal.write(`${enterCodes}${csi}2J`)
    },
    leave() {
      cancel?.()
      cancel = undefined
      if (!isEntered) return
      isEntered = false
      terminal.write(leaveCodes)
    },
    draw(lines) {
      wanted = lines
      const restMs = drawnAt + frameMs - now()
      if (restMs <= 0) drawNow()
      else cancel ??= schedule(drawNow, restMs)
    },
    redraw() {
      if (!isEntered) return
      shown = []
      terminal.write(`${csi}2J`)
      drawnAt = Number.NEGATIVE_INFINITY
      drawNow()
    },
  }
}
