// Width, colors and signs of a report. The caller decides them; nothing here reads the environment.
import { Chalk } from 'chalk'
import type { Outcome } from '../../model/verdict.ts'

export interface Style {
  /** Columns of the terminal. */
  width: number
  color: boolean
  /** Whether characters beyond ASCII may be used. */
  unicode: boolean
}

export type Paint = (text: string) => string

export interface Painter {
  leaking: Paint
  plateau: Paint
  collected: Paint
  inconclusive: Paint
  failed: Paint
  bold: Paint
  /** For lines that only separate. Dim text is hard to read on many backgrounds, so it never carries meaning. */
  dim: Paint
  good: Paint
  bad: Paint
  /** Parts of code. */
  keyword: Paint
  literal: Paint
  /** What the reader is to look at. */
  lit: Paint
}

/**
 * Numbers of the 256-color palette, whose values are the same in every terminal. Each of these has a contrast of at least 4:1
 * to black and to white; the first 16 colors do not, and differ from terminal to terminal.
 */
export const palette = { red: 196, green: 28, orange: 130, purple: 163, blue: 27, teal: 30 } as const

/** Colors by meaning. Without color every function returns its text unchanged. */
export function painter(style: Pick<Style, 'color'>): Painter & Record<Outcome, Paint> {
  const chalk = new Chalk({ level: style.color ? 2 : 0 })
  const { blue, green, orange, purple, red, teal } = palette
  return {
    leaking: text => chalk.ansi256(red).bold(text),
    plateau: text => chalk.ansi256(orange).bold(text),
    collected: text => chalk.ansi256(green).bold(text),
    inconclusive: text => chalk.ansi256(purple).bold(text),
    failed: text => chalk.ansi256(red).bold(text),
    bold: text => chalk.bold(text),
    dim: text => chalk.dim(text),
    good: text => chalk.ansi256(green)(text),
    bad: text => chalk.ansi256(red)(text),
    keyword: text => chalk.ansi256(blue)(text),
    literal: text => chalk.ansi256(teal)(text),
    lit: text => chalk.inverse.bold(text),
  }
}

export interface Signs {
  rule: string
  dot: string
  bullet: string
  delta: string
  ellipsis: string
  met: string
  refuted: string
  unknown: string
  arrow: string
  suspect: string
}

const unicodeSigns: Signs = {
  rule: '─',
  dot: '·',
  bullet: '·',
  delta: 'Δ',
  ellipsis: '…',
  met: '✔',
  refuted: '✘',
  unknown: '?',
  arrow: '→',
  suspect: '◀',
}
const asciiSigns: Signs = {
  rule: '-',
  dot: '/',
  bullet: '-',
  delta: 'd',
  ellipsis: '...',
  met: 'ok',
  refuted: '!!',
  unknown: '??',
  arrow: '->',
  suspect: '<-',
}

/** The signs that reports use: Unicode, or ASCII where the terminal cannot show more. */
export function signs(style: Pick<Style, 'unicode'>): Signs {
  return style.unicode ? unicodeSigns : asciiSigns
}
