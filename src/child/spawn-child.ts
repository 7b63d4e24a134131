// Starts the harness in a child process, with a clean environment. No other file starts a process that runs scenarios.
import { type ChildProcess, spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import type { Duplex, Readable, Writable } from 'node:stream'
import type { ChildTask, Runtime } from '../model/runtime.ts'
import { markVariable, remember } from './processes.ts'

export interface SpawnedChild {
  child: ChildProcess
  pid: number
  /** Undefined where the channel is the standard output. */
  stdout: Readable | undefined
  stderr: Readable
  channel: ChildLink
}

/** What carries the lines of the channel. */
export interface ChildLink {
  /** Sends a line to the child; does nothing once the link is closed. */
  write(line: string): void
  /** Calls back with what the child sends: lines, in pieces. */
  listen(onData: (chunk: Buffer) => void): void
  close(): void
}

/**
 * Starts a child and registers its process id.
 * @returns the child; or the message of the error, where it cannot be started
 */
export function spawnChild(
  runtime: Runtime,
  task: ChildTask,
): SpawnedChild | { startError: Promise<string> } {
  const mark = randomBytes(8).toString('hex')
  const isStdio = runtime.channel === 'stdio'
  const child = spawn(runtime.path, runtime.arguments(task), {
    stdio: isStdio ? ['pipe', 'pipe', 'pipe'] : ['ignore', 'pipe', 'pipe', 'pipe'],
    // A process group of its own: it can be ended as a whole.
    detached: true,
    env: cleanEnvironment(mark),
  })
  const { pid, stdin, stdout, stderr, stdio } = child
  if (pid === undefined) return { startError: messageOfError(child) }
  remember(pid, mark)
  if (isStdio) return { child, pid, stdout: undefined, stderr: stderr!, channel: link(stdin!, stdout!) }
  const both = stdio[3] as Duplex
  return { child, pid, stdout: stdout!, stderr: stderr!, channel: link(both, both) }
}

function link(commands: Writable, events: Readable): ChildLink {
  // A child that is killed while a command is sent resets the pipe; the ending of the child says why.
  commands.on('error', () => {})
  return {
    write(line) {
      if (!commands.destroyed) commands.write(line)
    },
    listen(onData) {
      events.on('data', onData)
    },
    close() {
      commands.destroy()
      events.destroy()
    },
  }
}

/** Beginnings of the names of variables that change how an engine behaves. */
const ofEngines = ['NODE_', 'BUN_JSC_', 'BUN_OPTIONS', 'DENO_V8_FLAGS', 'PYTHON']

/** The user's environment, without the variables that change how an engine behaves. */
function cleanEnvironment(mark: string): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(
    ([name]) => !ofEngines.some(start => name.startsWith(start)) && name !== 'FORCE_COLOR',
  )
  return { ...Object.fromEntries(kept), [markVariable]: mark }
}

function messageOfError(child: ChildProcess): Promise<string> {
  return new Promise(resolve => child.once('error', error => resolve(error.message)))
}
