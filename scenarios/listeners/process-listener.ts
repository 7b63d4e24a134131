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
} satisfies Scenario
