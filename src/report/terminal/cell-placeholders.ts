// Keeps tables aligned: cli-table3 measures cells with an old string-width, which is wrong for flags and joined emoji. It
// lays out placeholders of the right width instead, which are replaced by the text afterwards.
import { widthOf } from './width.ts'

/** Private-use characters, plane 15: one column each for every version of string-width. */
const firstPlaceholder = 0xf0000
const placeholderRun = /([\u{f0000}-\u{ffffd}])\1*/gu

/** The texts of one table: up to 65,534 different lines. */
export class CellPlaceholders {
  readonly #lines: string[] = []

  /** Returns a text of the same number of lines and columns, for cli-table3 to lay out. */
  hide(text: string): string {
    return text
      .split('\n')
      .map(line => this.#hideLine(line))
      .join('\n')
  }

  /** Puts the hidden texts back. */
  reveal(table: string): string {
    return table.replace(placeholderRun, (_, placeholder: string) => {
      return this.#lines[placeholder.codePointAt(0)! - firstPlaceholder]!
    })
  }

  #hideLine(line: string): string {
    const placeholder = String.fromCodePoint(firstPlaceholder + this.#lines.push(line) - 1)
    return placeholder.repeat(widthOf(line))
  }
}
