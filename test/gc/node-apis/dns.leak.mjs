// Clean steps of node:dns that need no network.
import { getServers, lookup, Resolver } from 'node:dns'
import { lookup as lookUp } from 'node:dns/promises'
import { promisify } from 'node:util'

export default {
  title: 'Names and addresses',
  ask: 'Does looking up a name keep anything?',
  learn: 'It does not. Node.js has no cache of names.',
  collects: {
    'lookup with a callback': () => () => promisify(lookup)('localhost'),
    'lookup with a promise': () => () => lookUp('localhost', { all: true }),
    'a Resolver that asks nobody': () => () => {
      const resolver = new Resolver()
      resolver.setServers(['127.0.0.1'])
      resolver.cancel()
    },
    'the servers in use': () => () => getServers(),
  },
}
