import { MessageChannel } from 'node:worker_threads'
import type { Scenario } from 'leaklab'

class Answer {
  payload = new Array(50).fill(0)
}

export default {
  title: 'Message port',
  ask: 'A MessageChannel carries one message, and then both of its ports are forgotten. Are they collected?',
  learn:
    'In Node an open port is a GC root, because a message could still arrive, and it keeps everything that its listeners use. unref() lets the process exit but frees nothing, and closing one port closes the other only after its unread messages are read. Close both ports.',

  leaks: {
    'never closed': lab => () => {
      const { port1, port2 } = new MessageChannel()
      const answer = lab.watch(new Answer())
      port2.on('message', () => answer)
      port2.unref()
      port1.postMessage('done')
    },
    'closed at one end, unread at the other': lab => () => {
      const { port1, port2 } = new MessageChannel()
      lab.watch(port1, 'sender')
      lab.watch(port2, 'receiver')
      port1.postMessage('done')
      port1.close()
    },
  },
  collects: {
    'closed at one end, the other listens': lab => () => {
      const { port1, port2 } = new MessageChannel()
      const answer = lab.watch(new Answer())
      port2.on('message', () => answer)
      port2.unref()
      port1.postMessage('done')
      port1.close()
    },
    'closed at both ends': lab => () => {
      const { port1, port2 } = new MessageChannel()
      lab.watch(port1, 'sender')
      lab.watch(port2, 'receiver')
      port1.postMessage('done')
      port1.close()
      port2.close()
    },
  },

  lesson: {
    variant: 'never closed',
    against: 'closed at one end, the other listens',
    because: 'an open port is a root for the collector',
    beliefs: {
      'unmentioned-is-unreachable': {
        because: 'no variable has a port after the step',
        answer: 'A message could still arrive, so Node itself keeps an open port until it is closed.',
      },
      'weak-ref-cleans-entry': {
        because: 'unref() gives the port back',
        answer: 'unref() only lets the process exit while the port is open. It closes and frees nothing.',
      },
      'cycles-never-die': {
        because: 'the two ports of a channel reference each other',
        answer: 'A pair that references itself would be collected. Open ports are kept by Node.',
      },
    },
    highlight: ["port2.on('message', () => answer)", 'port2.unref()'],
  },
} satisfies Scenario
