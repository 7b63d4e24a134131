// Clean steps of node:dgram: each socket of a step is closed.
import { createSocket } from 'node:dgram'
import { once } from 'node:events'

/** @returns a socket that is bound to a free port of this machine */
async function bind() {
  const socket = createSocket('udp4').bind(0, '127.0.0.1')
  await once(socket, 'listening')
  return socket
}

/** Closes a socket, and waits until it is closed. */
const close = socket => new Promise(resolve => socket.close(resolve))

export default {
  title: 'Datagrams',
  ask: 'Does a datagram socket leave something behind when it is closed?',
  learn:
    'It does not. A bound socket stays alive until it is closed; after that it is an object like others.',
  collects: {
    'bound and closed': () => async () => close(await bind()),
    'a message to a socket of the same step': () => async () => {
      const socket = await bind()
      const heard = once(socket, 'message')
      socket.send('hello', socket.address().port, '127.0.0.1')
      await heard
      await close(socket)
    },
    'a message over two sockets that stay': async lab => {
      const [one, other] = [await bind(), await bind()]
      lab.defer(() => Promise.all([close(one), close(other)]))
      return async () => {
        const heard = once(other, 'message')
        one.send('hello', other.address().port, '127.0.0.1')
        await heard
      }
    },
  },
}
