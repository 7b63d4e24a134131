// Clean steps of node:process: each callback is called, each listener is taken away.
import process from 'node:process'

export default {
  title: 'The process',
  ask: 'Does asking the process for something keep anything?',
  learn: 'It does not. Listeners of the process stay until they are taken away.',
  collects: {
    nextTick: () => () => new Promise(resolve => process.nextTick(resolve)),
    'the time': () => () => [process.hrtime(), process.hrtime.bigint(), process.uptime()],
    memoryUsage: () => () => process.memoryUsage(),
    'cpuUsage and resourceUsage': () => () => [process.cpuUsage(), process.resourceUsage()],
    'a listener added and taken away': () => () => {
      const listener = () => {}
      process.on('exit', listener)
      process.off('exit', listener)
    },
    'a signal listened to and not': () => () => {
      const listener = () => {}
      process.on('SIGUSR2', listener)
      process.off('SIGUSR2', listener)
    },
    'a variable of the environment set and deleted': () => () => {
      process.env.NODE_APIS = 'value'
      delete process.env.NODE_APIS
    },
    'the report of the resources in use': () => () => process.getActiveResourcesInfo(),
  },
}
