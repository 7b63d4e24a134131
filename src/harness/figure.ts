// Reads a figure from a table of the system.
import { codeAt, indexOfText } from './natives.ts'

/** The number behind a word; 0 without it. Written out, because a regular expression would be compiled in mid-trial. */
export function figureOf(text: string, word: string): number {
  let at = indexOfText(text, word)
  if (at < 0) return 0
  at += word.length
  while (codeAt(text, at) <= 32) at++
  let figure = 0
  for (; codeAt(text, at) >= 48 && codeAt(text, at) <= 57; at++) figure = figure * 10 + codeAt(text, at) - 48
  return figure
}
