// Options for reading a snapshot.

export interface ReadOptions {
  /** Called now and then with the bytes read so far and the size, which is undefined for a pipe. */
  onProgress?: ((bytesRead: number, size: number | undefined) => void) | undefined
  signal?: AbortSignal | undefined
  /** For a snapshot that is being written: settles when writing has ended, whether it failed or not. */
  written?: Promise<unknown> | undefined
}
