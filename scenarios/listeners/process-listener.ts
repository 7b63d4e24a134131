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
    because: 'process keeps the listener, and that keeps the server',
    beliefs: {
      'delete-unloads': {
        because: 'closing a server also removes what it registered',
        answer:
          'The close() of this server does not know the listener. It stays until process.off() is called with the same function.',
      },
      'pending-lives-forever': {
        because: 'the exit event has yet to come, so nothing can be freed',
        answer:
          'An event that has yet to come keeps nothing: in the fixed variant the listener is removed, and the server is collected before the exit.',
      },
      'weak-map-is-weak-cache': {
        because: 'above ten listeners Node drops the oldest ones',
        answer: 'Node only warns at the eleventh listener. It drops none, so all servers stay.',
      },
    },
    highlight: ['const close = () => server.close()', "process.on('exit', close)"],
  },
} satisfies Scenario
