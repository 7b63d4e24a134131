// Reads an output stream of a child to its end, and keeps only a few kilobytes of it.
import type { Output } from '../model/recording.ts'

const keptBytes = 8192

/** Keeps the first bytes of what is added. */
export interface Head {
  add(chunk: Buffer): void
  output(): Output
}

export function createHead(): Head {
  let bytes = 0
  let kept = Buffer.alloc(0)
  return {
    add(chunk) {
      if (kept.length < keptBytes) kept = Buffer.concat([kept, chunk.subarray(0, keptBytes - kept.length)])
      bytes += chunk.length
    },
    output: () => ({ bytes, text: kept.toString('utf8') }),
  }
}

/** Keeps the last bytes. */
export function keepTail(stream: NodeJS.ReadableStream): () => Output {
  let bytes = 0
  let kept = Buffer.alloc(0)
  stream.on('data', (chunk: Buffer) => {
    kept = Buffer.concat([kept, chunk]).subarray(-keptBytes)
    bytes += chunk.length
  })
  return () => ({ bytes, text: kept.toString('utf8') })
}
