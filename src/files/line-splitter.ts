// Splits bytes into lines, with bounded memory for any input.

/**
 * Splits a stream of bytes into lines.
 * @param onLine gets the bytes of each line without its newline; a line longer than `maxLength` comes as undefined
 */
export function createLineSplitter(
  maxLength: number,
  onLine: (line: Buffer | undefined) => void,
): (chunk: Buffer) => void {
  let parts: Buffer[] = []
  let length = 0
  let tooLong = false
  return chunk => {
    let start = 0
    for (;;) {
      const end = chunk.indexOf(10, start)
      const piece = chunk.subarray(start, end < 0 ? chunk.length : end)
      length += piece.length
      if (length > maxLength) {
        tooLong = true
        parts = []
      } else if (piece.length > 0) parts.push(piece)
      if (end < 0) return
      onLine(tooLong ? undefined : parts.length === 1 ? parts[0] : Buffer.concat(parts))
      parts = []
      length = 0
      tooLong = false
      start = end + 1
    }
  }
}

/** The value of a line of JSON, or undefined for anything else. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
