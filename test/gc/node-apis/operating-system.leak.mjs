// Clean steps of node:os, node:path and node:querystring: each asks and forgets.
import os from 'node:os'
import path from 'node:path'
import querystring from 'node:querystring'

export default {
  title: 'The system, paths and query strings',
  ask: 'Does asking for the system or a path keep anything?',
  learn: 'It does not. Each answer is made anew.',
  collects: {
    'cpus, memory and load': () => () => [os.cpus(), os.freemem(), os.loadavg()],
    'network interfaces': () => () => os.networkInterfaces(),
    'the user and the host': () => () => [os.userInfo(), os.hostname(), os.tmpdir()],
    'paths joined and resolved': () => () => path.relative(path.resolve('a/b'), path.join('a', '..', 'c')),
    'a path parsed and formatted': () => () => path.format(path.parse('/home/ada/file.txt')),
    'a query parsed and written': () => () => querystring.stringify(querystring.parse('a=1&b=2&b=%20')),
  },
}
