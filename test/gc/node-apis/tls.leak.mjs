// Clean steps of node:tls with a shared key instead of certificates: each socket is closed at both ends.
import { once } from 'node:events'
import { connect, createSecureContext, createServer } from 'node:tls'

// Keys shared before, by RFC 4279: no certificate is needed.
const shared = { ciphers: 'PSK+HIGH', maxVersion: 'TLSv1.2' }
const key = Buffer.alloc(16, 1)

/** @returns how a client connects to a server of the scenario, which sends back what it receives */
async function startEcho(lab) {
  const server = createServer({ ...shared, pskCallback: () => key }, socket => socket.pipe(socket))
  await once(server.listen(0, '127.0.0.1'), 'listening')
  lab.defer(() => new Promise(resolve => server.close(resolve)))
  return {
    ...shared,
    host: '127.0.0.1',
    port: server.address().port,
    pskCallback: () => ({ psk: key, identity: 'client' }),
    checkServerIdentity: () => undefined,
  }
}

export default {
  title: 'TLS',
  ask: 'Does a secure socket leave something behind when it is closed?',
  learn: 'It does not. A secure socket lives until both ends are closed.',
  collects: {
    'a connection in each step': async lab => {
      const options = await startEcho(lab)
      return async () => {
        const socket = connect(options)
        await once(socket, 'secureConnect')
        const heard = once(socket, 'data')
        socket.write('hello')
        await heard
        socket.end()
        await once(socket, 'close')
      }
    },
    'a message over a connection that stays': async lab => {
      const socket = connect(await startEcho(lab))
      await once(socket, 'secureConnect')
      lab.defer(() => socket.destroy())
      return async () => {
        const heard = once(socket, 'data')
        socket.write('hello')
        await heard
      }
    },
    'a secure context': () => () => createSecureContext({ ciphers: 'PSK+HIGH' }),
  },
}
