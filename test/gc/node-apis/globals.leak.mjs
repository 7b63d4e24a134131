// Clean steps of Node.js's other globals: clones, microtasks, channels, WebAssembly.
import { once } from 'node:events'
import { BroadcastChannel, MessageChannel, receiveMessageOnPort } from 'node:worker_threads'

// A module with one function that adds two numbers.
const adder = Uint8Array.from(
  [
    0, 97, 115, 109, 1, 0, 0, 0, 1, 7, 1, 96, 2, 127, 127, 1, 127, 3, 2, 1, 0, 7, 7, 1, 3, 97, 100, 100, 0, 0,
  ].concat([10, 9, 1, 7, 0, 32, 0, 32, 1, 106, 11]),
)

export default {
  title: 'Clones, channels and WebAssembly',
  ask: 'Does a channel leave something behind when it is closed?',
  learn: 'It does not. A port that is open and listened to is kept alive; close it, and it is freed.',
  collects: {
    structuredClone: () => () => structuredClone({ a: new Map([[1, new Date(0)]]), b: [1, 2, 3] }),
    'structuredClone that transfers': () => () => {
      const buffer = new ArrayBuffer(1024)
      return structuredClone(buffer, { transfer: [buffer] }).byteLength
    },
    queueMicrotask: () => () => new Promise(resolve => queueMicrotask(resolve)),
    'a MessageChannel with a message, closed': () => async () => {
      const { port1, port2 } = new MessageChannel()
      const heard = once(port2, 'message')
      port1.postMessage({ a: 1 })
      await heard
      // A port that nobody listens to any more does not keep the process alive while the step waits.
      port2.ref()
      const closed = once(port2, 'close')
      port1.close()
      await closed
    },
    'a MessageChannel read at once, closed': () => async () => {
      const { port1, port2 } = new MessageChannel()
      port1.postMessage({ a: 1 })
      receiveMessageOnPort(port2)
      port2.ref()
      const closed = Promise.all([once(port1, 'close'), once(port2, 'close')])
      port1.close()
      await closed
    },
    'a MessageChannel that stays': lab => {
      const { port1, port2 } = new MessageChannel()
      lab.defer(() => port1.close())
      return async () => {
        const heard = once(port2, 'message')
        port1.postMessage({ a: 1 })
        await heard
      }
    },
    'a BroadcastChannel with a message, closed': () => async () => {
      const [one, other] = [new BroadcastChannel('node-apis'), new BroadcastChannel('node-apis')]
      const heard = new Promise(resolve => {
        other.onmessage = resolve
      })
      one.postMessage({ a: 1 })
      await heard
      one.close()
      other.close()
      await new Promise(resolve => setImmediate(resolve))
    },
    'a module compiled and instantiated': () => async () => {
      const { instance } = await WebAssembly.instantiate(adder)
      if (instance.exports.add(1, 2) !== 3) throw new Error('another sum')
    },
    'a module compiled at once': () => () => WebAssembly.Module.exports(new WebAssembly.Module(adder)),
    'an instance of a module that stays': () => {
      const module = new WebAssembly.Module(adder)
      return () => new WebAssembly.Instance(module).exports.add(1, 2)
    },
    'a DOMException caught': () => () => {
      try {
        structuredClone(() => {})
      } catch (error) {
        if (error.name !== 'DataCloneError') throw error
      }
    },
  },
}
