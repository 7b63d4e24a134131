// Breaks text into lines that fit a width.
import wrapAnsi from 'wrap-ansi'
import { breakCommands } from './clean.ts'
import { widthOf } from './width.ts'

/**
 * Breaks a text at spaces; several spaces become one. A word that is longer than a line is not broken, so that a path can
 * be copied.
 * @param width columns of a line, the indentation included
 * @param indent what the first line begins with
 * @param hanging what the other lines begin with; by default spaces, as wide as `indent`
 */
export function wrap(
  text: string,
  width: number,
  indent = '',
  hanging = ' '.repeat(widthOf(indent)),
): string {
  const [paragraph = '', ...paragraphs] = text.split('\n')
  const [first = '', ...rest] = breakAtSpaces(paragraph, width - widthOf(indent))
  // The indentations may differ in width, so everything after the first line is broken anew.
  const following = rest.length === 0 ? paragraphs : [rest.join(' '), ...paragraphs]
  const others = following.flatMap(text => breakAtSpaces(text, width - widthOf(hanging)))
  return [indent + first, ...others.map(line => hanging + line)].map(line => line.trimEnd()).join('\n')
}

/** Breaks a text at spaces, and within the words that are longer than a line. */
export function wrapAnywhere(text: string, width: number): string {
  // Each long word begins on a line of its own: its pieces are easier to read together.
  const words = text.split(' ').map(word => wrapAnsi(word, width, { hard: true }).replaceAll('\n', ' '))
  // A piece may begin with what a runner would obey.
  return wrap(breakCommands(words.join(' ')), width)
}

function breakAtSpaces(text: string, width: number): string[] {
  return wrapAnsi(text.replaceAll(/ +/g, ' '), width).split('\n')
}
