import { MessageChannel } from 'node:worker_threads'
import type { Scenario } from 'leaklab'

class Answer {
  payload = new Array(50).fill(0)
}

export default {
  title: 'Message port',
  ask: 'A channel carries one message, and then both its ports are forgotten. Are they collected?',
  learn:
    'A port that is open is a root: a message could still come. So are its listeners, and all that they see. Whoever makes a channel must close it; closing one end closes the other. To unref() a port lets the process end, and frees nothing.',

  leaks: {
    'channel that is never closed': lab => () => {
      const { port1, port2 } = new MessageChannel()
      const answer = lab.watch(new Answer())
      port2.on('message', () => answer)
      port2.unref()
      port1.postMessage('done')
    },
    'channel that nobody listens to': lab => () => {
      const { port1, port2 } = new MessageChannel()
      lab.watch(port1)
      lab.watch(port2)
      port1.postMessage('done')
    },
  },
  collects: {
    'closed after the message': lab => () => {
      const { port1, port2 } = new MessageChannel()
      const answer = lab.watch(new Answer())
      port2.on('message', () => answer)
      port2.unref()
      port1.postMessage('done')
      port1.close()
    },
    'closed, and nobody listens': lab => () => {
      const { port1, port2 } = new MessageChannel()
      lab.watch(port1)
      lab.watch(port2)
      port1.postMessage('done')
      port1.close()
    },
  },
} satisfies Scenario
