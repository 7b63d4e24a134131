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

  except: {
    'never closed': {
      bun: { collects: 'in Bun an open port is no GC root, so a pair that nothing references is collected' },
    },
    'closed at one end, unread at the other': {
      bun: { collects: 'in Bun an open port is no GC root, so a pair that nothing references is collected' },
      deno: { collects: 'in Deno, closing one port closes the other, although its message was not read' },
    },
  },

  lesson: {
    variant: 'closed at one end, the other listens',
    against: 'never closed',
    because: 'close() on one port also closes the other once it is read',
    beliefs: {
      'null-frees': {
        because: 'the port variables, the only references, end with the call',
        answer:
          'In Node an open port is a GC root: it needs no variable to stay. These ports are collected because both get closed.',
      },
      'pending-lives-forever': {
        because: 'port2 has to wait, because a message could still arrive',
        answer:
          'No message can arrive once port1 is closed. port2 delivers the one that was sent, and then it closes too.',
      },
      'weak-map-is-weak-cache': {
        because: 'unref() makes Node hold port2 only weakly',
        answer:
          '`unref()` only lets the process exit while the port is open. An open port is a GC root all the same.',
      },
    },
    highlight: ["port2.on('message', () => answer)", 'port2.unref()', 'port1.close()'],
  },
} satisfies Scenario
