// Text that attacks whatever prints it, and the rules that printed text has to keep.
import { expect } from 'vitest'

const attack = [
  '::error title=a::b',
  'c ::warning::d ##[error]e ##vso[task.complete]f',
  ' \u00a0\t::stop-commands::g\r::add-mask::h\r\n##[group]i',
  'ok 2 - j',
  '  not ok 3\n1..9\nBail out!',
  '\u001b]52;c;aGk=\u0007\u001b]8;;http://k\u001b\\\u009b31m\u001b[2J\u001b[1A\u0008\u007f',
  '\u0085::debug::l\u2028::notice::m\u2029::group::n',
  '\u202e\u2066\u200f\u061co\u0000\ufffe\ud800',
  '%0A::error::p%0D %3A, q=r',
  '| `s` \\| \\` <img src=x> </td> &#10; &lt; "t" \'u\' ]]> <!-- --> **v** [w](x) # y\n# z\n- a\n```\n---\n  ...',
].join('\n')

/** Two that differ in what they begin and end with: the last looks like a place. */
export const attacks: readonly string[] = [attack, `begin${attack}:12`]

/** Controls but for the line feed, marks of direction, and U+2028 and U+2029, which some readers take for a line break. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not be there
const forbidden = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/

/** Nothing in a text acts on a terminal, and nothing on the runner of a CI but for the lines that are `own`. */
export function expectHarmless(text: string, own: (line: string) => boolean = () => false): void {
  const lines = [...new Set(text.split('\n'))]
  const isHarmful = (line: string) =>
    forbidden.test(line) || (line.trim().startsWith('::') && !own(line)) || /##\w*\[/.test(line)
  expect(lines.filter(isHarmful).map(line => JSON.stringify(line))).toEqual([])
}
