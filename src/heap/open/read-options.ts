// What may be said to whoever opens a snapshot.

export interface ReadOptions {
  /** Called after each piece with the bytes read so far and the size, undefined where it is not known (a pipe). */
  onProgress?: ((bytesRead: number, size: number | undefined) => void) | undefined
  signal?: AbortSignal | undefined
  /** For a path at which the snapshot is being written just now: settles, either way, when no more will come. */
  written?: Promise<unknown> | undefined
}
