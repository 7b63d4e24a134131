import type { Scenario } from 'leaklab'

class Server {
  connections = new Array(100).fill(0)
  close() {
    return this.connections.length
  }
}

export default {
  title: 'Process listener',
  ask: 'Each test starts a server, adds a listener with process.on("exit") and closes the server. Is the server collected?',
  learn:
    'The process object lives as long as the program, and so do its listeners. Node warns at the eleventh listener for one event; raising the limit hides the warning, not the leak. Remove the listener when the server closes, or use one listener for all and a Set of the open servers.',

  leaks: {
    'one exit listener per server': lab => {
      process.once('warning', warning => lab.note(warning.message))
      lab.defer(() => process.removeAllListeners('exit'))
      return () => {
        const server = lab.watch(new Server())
        const close = () => server.close()
        process.on('exit', close)
        server.close()
      }
    },
  },
  collects: {
    'removed when the server closes': lab => {
      process.once('warning', warning => lab.note(warning.message))
      lab.defer(() => process.removeAllListeners('exit'))
      return () => {
        const server = lab.watch(new Server())
        const close = () => server.close()
        process.on('exit', close)
        process.off('exit', close)
        server.close()
      }
    },
    'one listener and a Set of open servers': lab => {
      const open = new Set<Server>()
      const closeAll = () => [...open].map(server => server.close())
      process.on('exit', closeAll)
      lab.defer(() => process.off('exit', closeAll))
      return () => {
        const server = lab.watch(new Server())
        open.add(server)
        server.close()
        open.delete(server)
      }
    },
  },

  lesson: {
    variant: 'one exit listener per server',
    against: 'removed when the server closes',
    because: 'its listener is still on the process object',
    beliefs: {
      'delete-unloads': {
        because: 'close() removes whatever the server has added',
        answer: 'close() does what its code says. Nobody told process to forget the listener.',
      },
      'unmentioned-is-unreachable': {
        because: 'an exit listener is not needed before the exit',
        answer: 'It has to be there at the exit, so process keeps it, with the server that it uses.',
      },
      'weak-ref-cleans-entry': {
        because: 'Node removes listeners beyond the tenth',
        answer: 'At the eleventh listener Node only warns. It removes none.',
      },
    },
    highlight: ["process.on('exit', close)", 'server.close()'],
  },
} satisfies Scenario
