// Carries the notes of a presentation to a second terminal of the same user: a line of JSON for each change, over a local socket.
import { chmodSync, mkdirSync, rmSync } from 'node:fs'
import { connect, createServer, type Server, type Socket } from 'node:net'
import { tmpdir, userInfo } from 'node:os'
import { dirname, join } from 'node:path'
import { performance } from 'node:perf_hooks'
import * as v from 'valibot'
import { createLineSplitter, parseJson } from '../../files/line-splitter.ts'
import { stateFolder } from '../../files/state-folder.ts'
import { type Notes, notesSchema } from '../../model/notes.ts'

/** Systems allow 104 bytes or more for the path of a socket, with a zero at its end. */
const maxPathBytes = 100
/** No notes are longer. */
const maxLineBytes = 1 << 20
/** Without a presentation, it is looked for again after so many milliseconds. */
const retryMs = 500

/** The path of the socket, or the name of the pipe on Windows. One for each user. */
export function notesAddress(platform: NodeJS.Platform = process.platform, folder = stateFolder()): string {
  const { uid, username } = userInfo()
  if (platform === 'win32') return `\\\\.\\pipe\\leaklab-notes-${username}`
  const path = join(folder, 'notes.sock')
  return Buffer.byteLength(path) <= maxPathBytes ? path : join(tmpdir(), `leaklab-notes-${uid}.sock`)
}

export interface NotesServer {
  publish(notes: Notes): void
  close(): void
}

/** Serves the notes. Without effect where another presentation does so already, or no socket can be made. */
export function serveNotes(address = notesAddress()): NotesServer {
  const clients = new Set<Socket>()
  let newest: { notes: Notes; atMs: number } | undefined
  let isClosed = false
  const send = (client: Socket) => {
    if (newest === undefined) return
    const ageMs = performance.now() - newest.atMs
    const { elapsedMs, lessonMs } = newest.notes
    const now = { ...newest.notes, elapsedMs: elapsedMs + ageMs, lessonMs: lessonMs + ageMs }
    client.write(`${JSON.stringify(now)}\n`)
  }
  const server = createServer(client => {
    clients.add(client)
    client.on('close', () => clients.delete(client))
    client.on('error', () => {})
    client.unref()
    send(client)
  })
  server.unref()
  listen(server, address, () => isClosed)
  return {
    publish(notes) {
      newest = { notes, atMs: performance.now() }
      for (const client of clients) send(client)
    },
    close() {
      isClosed = true
      for (const client of clients) client.end()
      server.close()
    },
  }
}

/** Takes the address over from a presentation that was killed. */
function listen(server: Server, address: string, isClosed: () => boolean): void {
  const isPath = !address.startsWith('\\\\')
  server.on('listening', () => {
    if (isPath) chmodSync(address, 0o600)
  })
  server.once('error', (error: NodeJS.ErrnoException) => {
    server.on('error', () => {})
    if (error.code !== 'EADDRINUSE' || !isPath) return
    const other = connect(address)
    other.on('connect', () => other.destroy())
    other.on('error', () => {
      if (isClosed()) return
      rmSync(address, { force: true })
      server.listen(address)
    })
  })
  try {
    if (isPath) mkdirSync(dirname(address), { recursive: true, mode: 0o700 })
    server.listen(address)
  } catch {}
}

/**
 * Follows the presentation of this user, and the next one when it ends.
 * @param onNotes called with null whenever none runs
 * @returns what ends that
 */
export function followNotes(
  onNotes: (notes: Notes | null) => void,
  address: string = notesAddress(),
): () => void {
  let socket: Socket | undefined
  let retrying: NodeJS.Timeout | undefined
  let isClosed = false
  const open = () => {
    const split = createLineSplitter(maxLineBytes, line => {
      const parsed = v.safeParse(
        notesSchema,
        line === undefined ? undefined : parseJson(line.toString('utf8')),
      )
      if (parsed.success) onNotes(parsed.output)
    })
    let wasConnected = false
    socket = connect(address)
    socket.on('connect', () => {
      wasConnected = true
    })
    socket.on('data', split)
    socket.on('error', () => {})
    socket.on('close', () => {
      if (isClosed) return
      if (wasConnected) onNotes(null)
      retrying = setTimeout(open, retryMs)
    })
  }
  open()
  return () => {
    isClosed = true
    clearTimeout(retrying)
    socket?.destroy()
  }
}
