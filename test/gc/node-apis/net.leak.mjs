// Clean steps of node:net: each socket of a step is closed at both ends.
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { BlockList, connect, createServer, isIP } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** @returns where a server of the scenario listens; it sends back what it receives */
async function startEcho(lab, where) {
  const server = createServer(socket => socket.pipe(socket)).listen(where)
  await once(server, 'listening')
  lab.defer(() => new Promise(resolve => server.close(resolve)))
  return server.address().port ?? where.path
}

/** Connects, sends a word, waits for the answer, and closes the socket. */
async function echo(where) {
  const socket = connect(where)
  const heard = once(socket, 'data')
  socket.write('hello')
  await heard
  socket.end()
  await once(socket, 'close')
}

export default {
  title: 'Sockets',
  ask: 'Does a socket leave something behind when it is closed?',
  learn: 'It does not. A socket lives until both ends are closed.',
  collects: {
    'a connection in each step': async lab => {
      const port = await startEcho(lab, { host: '127.0.0.1', port: 0 })
      return () => echo({ host: '127.0.0.1', port })
    },
    'a message over a connection that stays': async lab => {
      const port = await startEcho(lab, { host: '127.0.0.1', port: 0 })
      const socket = connect({ host: '127.0.0.1', port })
      await once(socket, 'connect')
      lab.defer(() => socket.destroy())
      return async () => {
        const heard = once(socket, 'data')
        socket.write('hello')
        await heard
      }
    },
    'a connection without a port': async lab => {
      const folder = mkdtempSync(join(tmpdir(), 'node-apis-'))
      lab.defer(() => rmSync(folder, { recursive: true }))
      // A pipe on Windows, a Unix socket elsewhere.
      const path =
        process.platform === 'win32' ? `\\\\.\\pipe\\node-apis-${process.pid}` : join(folder, 'socket')
      await startEcho(lab, { path })
      return () => echo({ path })
    },
    'a connection that is refused': async () => {
      const server = createServer().listen(0, '127.0.0.1')
      await once(server, 'listening')
      const { port } = server.address()
      await new Promise(resolve => server.close(resolve))
      return async () => {
        const socket = connect({ host: '127.0.0.1', port })
        const closed = new Promise(resolve => socket.once('close', resolve))
        socket.once('error', () => {})
        await closed
      }
    },
    'a server in each step': () => async () => {
      const server = createServer().listen(0, '127.0.0.1')
      await once(server, 'listening')
      await new Promise(resolve => server.close(resolve))
    },
    'a BlockList': () => () => {
      const blocked = new BlockList()
      blocked.addSubnet('10.0.0.0', 8)
      return blocked.check('10.1.2.3') && isIP('::1')
    },
  },
}
