import type { Scenario } from 'leaklab'

class Server {
  connections = new Array(100).fill(0)
  close() {
    return this.connections.length
  }
}

export default {
  title: 'Process listener',
  ask: 'Every test starts a server, says `process.on("exit", …)` and closes the server. What does the hundredth test hold?',
  learn:
    'The process is an emitter that lives as long as the program, so its listeners do too. At the eleventh Node warns, and raising the limit silences the warning and keeps the leak. Remove the listener on close, or have one listener and a Set that a server leaves when it closes.',

  leaks: {
    'one exit listener a server': lab => {
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
    'one listener for all, and a Set of open servers': lab => {
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
