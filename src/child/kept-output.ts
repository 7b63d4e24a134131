// Reads an output stream of a child to its end, and keeps only a few kilobytes of it.
import type { Output } from '../model/recording.ts'

const keptBytes = 8192

/** Keeps the first bytes. */
export function keepHead(stream: NodeJS.ReadableStream): () => Output {
  let bytes = 0
  let kept = Buffer.alloc(0)
  stream.on('data', (chunk: Buffer) => {
    if (kept.length < keptBytes) {
      kept = Buffer.concat([kept, chunk.subarray(0, keptBytes - kept.length)])
    }
    bytes += chunk.length
  })
  return () => ({ bytes, text: kept.toString('utf8') })
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
