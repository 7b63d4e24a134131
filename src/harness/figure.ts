// Reads a figure from a table of the system.

/** The number behind a word; 0 without it. Written out, because a regular expression would be compiled in mid-trial. */
export function figureOf(text: string, word: string): number {
  let at = text.indexOf(word)
  if (at < 0) return 0
  at += word.length
  while (text.charCodeAt(at) <= 32) at++
  let figure = 0
  for (; text.charCodeAt(at) >= 48 && text.charCodeAt(at) <= 57; at++)
    figure = figure * 10 + text.charCodeAt(at) - 48
  return figure
}
