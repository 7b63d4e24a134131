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
  dim: Paint
  good: Paint
  bad: Paint
}

/** Colors by meaning. Without color every function returns its text unchanged. */
export function painter(style: Pick<Style, 'color'>): Painter & Record<Outcome, Paint> {
  const chalk = new Chalk({ level: style.color ? 1 : 0 })
  return {
    leaking: text => chalk.red.bold(text),
    plateau: text => chalk.yellow.bold(text),
    collected: text => chalk.green.bold(text),
    inconclusive: text => chalk.magenta.bold(text),
    failed: text => chalk.red.bold(text),
    bold: text => chalk.bold(text),
    dim: text => chalk.dim(text),
    good: text => chalk.green(text),
    bad: text => chalk.red(text),
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
