// Starts the harness in a child process, with a clean environment. No other file starts a process that runs scenarios.
import { type ChildProcess, spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import type { Socket } from 'node:net'
import type { Readable } from 'node:stream'
import { fileURLToPath } from 'node:url'
import type { Runtime } from '../model/runtime.ts'
import { markVariable, remember } from './processes.ts'

const harness = fileURLToPath(new URL('../harness/main.js', import.meta.url))

export interface SpawnedChild {
  child: ChildProcess
  pid: number
  stdout: Readable
  stderr: Readable
  /** The child's file descriptor 3. */
  channel: Socket
}

/**
 * Starts a child and registers its process id.
 * @returns the child; or the message of the error, where it cannot be started
 */
export function spawnChild(
  runtime: Runtime,
  options: Parameters<Runtime['arguments']>[0],
): SpawnedChild | { startError: Promise<string> } {
  const mark = randomBytes(8).toString('hex')
  const child = spawn(runtime.path, [...runtime.arguments(options), runtime.harness ?? harness], {
    stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
    // A process group of its own: it can be ended as a whole.
    detached: true,
    env: cleanEnvironment(mark),
  })
  const { pid, stdout, stderr, stdio } = child
  if (pid === undefined) return { startError: messageOfError(child) }
  remember(pid, mark)
  return { child, pid, stdout: stdout!, stderr: stderr!, channel: stdio[3] as Socket }
}

/** The user's environment, without the variables that change how Node behaves. */
function cleanEnvironment(mark: string): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(
    ([name]) => !name.startsWith('NODE_') && name !== 'FORCE_COLOR',
  )
  return { ...Object.fromEntries(kept), [markVariable]: mark }
}

function messageOfError(child: ChildProcess): Promise<string> {
  return new Promise(resolve => child.once('error', error => resolve(error.message)))
}
