// Clean steps of node:child_process: each waits until the child has ended and its pipes are closed.
import { execFile, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { promisify } from 'node:util'

// A small program that ends at once.
const program = process.platform === 'win32' ? 'hostname' : 'true'

export default {
  title: 'Child processes',
  ask: 'Does a child process leave something behind when it has ended?',
  learn: 'It does not. Wait for close rather than exit: then the pipes of the child are closed too.',
  collects: {
    'execFile with its output': () => () => promisify(execFile)(program),
    'spawn until close': () => async () => {
      const child = spawn(program, { stdio: 'ignore' })
      const [code] = await once(child, 'close')
      if (code !== 0) throw new Error(`it ended with ${code}`)
    },
    spawnSync: () => () => {
      if (spawnSync(program).status !== 0) throw new Error('it did not end well')
    },
  },
}
