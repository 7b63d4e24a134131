// Starts a harness, speaks with it, and survives whatever it does. Nothing else in leaklab spawns.
import { type ChildProcess, spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import type { Socket } from 'node:net'
import { fileURLToPath } from 'node:url'
import { createLineSplitter, parseJson } from '../files/line-splitter.ts'
import {
  type Assignment,
  type ChildEvent,
  type Command,
  type Failure,
  type Moment,
  parseEvent,
} from '../model/event.ts'
import type { Ending, Output } from '../model/recording.ts'
import { channelLostCode, type Runtime } from '../model/runtime.ts'
import { endProcesses, forget, markVariable, remember } from './processes.ts'

const maxLineBytes = 1 << 20
/** What a scenario may write to the channel itself; one that floods it is stopped here. */
const maxForeignBytes = 16 << 20
const maxForeignLines = 100_000
/** How long the pipes of a child that is gone are read on, should somebody hold them open. */
const drainMs = 1000
const keptOutputBytes = 8192

/** V8's last words when it dies of a full heap, and the signals that it dies by. */
const outOfMemory = /JavaScript heap out of memory|Reached heap limit/
const fatalSignals: readonly (string | null)[] = ['SIGABRT', 'SIGTRAP', 'SIGILL']

const harness = fileURLToPath(new URL('../harness/main.js', import.meta.url))

export interface ChildOptions {
  runtime: Runtime
  assignment: Omit<Assignment, 'token'>
  /** The file behind the assignment's URL. */
  file: string
  heapLimitMb: number
  timeoutMs: number
  signal: AbortSignal | undefined
  /** Handles one event; what it returns is sent as the next command. */
  onEvent(event: ChildEvent): Command | undefined
}

export interface ChildRun {
  ending: Ending
  stdout: Output
  stderr: Output
  foreignLines: number
  durationMs: number
}

/**
 * NodeHistory one child from its start to its end; never rejects for anything the child does.
 * @throws the signal's reason, when it is aborted
 */
export async function runChild(options: ChildOptions): Promise<ChildRun> {
  const { runtime, signal, heapLimitMb } = options
  signal?.throwIfAborted()
  const token = randomBytes(12).toString('hex')
  const mark = randomBytes(8).toString('hex')
  const startedAt = performance.now()

  const still = options.assignment.mode === 'inspect'
  const own = runtime.arguments({ heapLimitMb, file: options.file, still })
  const child = spawn(runtime.path, [...own, harness], {
    stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
    detached: true,
    env: cleanEnvironment(mark),
  })
  if (child.pid === undefined) return unstartable(await startError(child), startedAt)
  const { pid } = child
  remember(pid, mark)

  const lived = await new Promise<Omit<ChildRun, 'durationMs'>>(resolve => {
    let ending: Ending | undefined
    let foreignLines = 0
    let foreignBytes = 0
    let lastSteps = 0
    let moment: Moment = options.assignment.mode === 'describe' ? 'load' : 'setup'
    let draining: NodeJS.Timeout | undefined
    const stdout = keepHead(child.stdout!)
    const stderr = keepTail(child.stderr!)
    const channel = child.stdio[3] as Socket
    const ours = Buffer.from(`${token} `)
    const timer = setTimeout(() => end({ kind: 'timeout', afterMs: options.timeoutMs }), options.timeoutMs)
    const onAbort = () => end({ kind: 'killed', signal: 'SIGKILL' })
    signal?.addEventListener('abort', onAbort, { once: true })

    function end(how: Ending): void {
      ending ??= how
      endProcesses(pid)
      // A grandchild that outlives its group may hold the pipes open; what it would say is of no interest.
      closePipes()
    }

    function closePipes(): void {
      for (const stream of [channel, child.stdout!, child.stderr!]) stream.destroy()
    }

    /** What the operating system and the last words say, when nobody here ended the child. */
    function ownEnding(): Ending {
      if (fatalSignals.includes(child.signalCode) && outOfMemory.test(stderr().text))
        return { kind: 'exhausted', limitMb: heapLimitMb, steps: lastSteps }
      if (child.signalCode !== null) return { kind: 'killed', signal: child.signalCode }
      if (child.exitCode === channelLostCode) return { kind: 'failed', failure: channelLost() }
      return { kind: 'exited', code: child.exitCode ?? 0 }
    }

    function channelLost(): Failure {
      const message = "file descriptor 3 was closed or replaced; it is leaklab's channel to this process"
      return { moment, origin: 'direct', message, stack: '', round: -1, step: lastSteps + 1 }
    }

    function tell(command: object): void {
      if (!channel.destroyed) channel.write(`${JSON.stringify(command)}\n`)
    }

    function take(event: ChildEvent): void {
      if (event.type === 'round') lastSteps = event.reading.totalSteps
      if (event.type === 'ready') moment = 'step'
      if (event.type === 'census') moment = 'release'
      if (event.type === 'failed') {
        const { type: _, ...failure } = event
        end({ kind: 'failed', failure })
        return
      }
      const command = options.onEvent(event)
      if (event.type === 'done' || event.type === 'described') end({ kind: 'complete' })
      else if (command !== undefined) tell(command)
    }

    const split = createLineSplitter(maxLineBytes, line => {
      if (line?.length === 0) return
      // Only what begins with the token is worth decoding: a flood of other lines must not keep us busy.
      const event = line?.subarray(0, ours.length).equals(ours)
        ? parseEvent(parseJson(line.toString('utf8', ours.length)))
        : undefined
      if (event === undefined) foreignLines++
      else {
        foreignBytes -= line!.length
        if (ending === undefined) take(event)
      }
    })
    channel.on('data', (chunk: Buffer) => {
      foreignBytes += chunk.length
      split(chunk)
      if (foreignBytes > maxForeignBytes || foreignLines > maxForeignLines)
        end({ kind: 'flooded', bytes: foreignBytes })
    })
    // A child that is killed while a command is on its way resets the pipe; the ending tells the story.
    channel.on('error', () => {})

    // The group's leader is gone: the rest goes with it, so that nobody holds its pipes open and 'close' can come.
    // Who left without a trace may hold them still: what is in them by now is read, and no more is waited for.
    child.on('exit', () => {
      clearTimeout(timer)
      endProcesses(pid)
      draining = setTimeout(() => setImmediate(closePipes), drainMs)
    })
    child.on('close', () => {
      clearTimeout(timer)
      clearTimeout(draining)
      signal?.removeEventListener('abort', onAbort)
      endProcesses(pid)
      forget(pid)
      resolve({
        ending: ending ?? ownEnding(),
        stdout: stdout(),
        stderr: stderr(),
        foreignLines,
      })
    })
    tell({ token, ...options.assignment })
  })
  signal?.throwIfAborted()
  return { ...lived, durationMs: performance.now() - startedAt }
}

/** What the user's shell has, without what would make this Node another one. */
function cleanEnvironment(mark: string): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(
    ([name]) => !name.startsWith('NODE_') && name !== 'FORCE_COLOR',
  )
  return { ...Object.fromEntries(kept), [markVariable]: mark }
}

function startError(child: ChildProcess): Promise<string> {
  return new Promise(resolve => child.once('error', error => resolve(error.message)))
}

function unstartable(message: string, startedAt: number): ChildRun {
  const silent = { bytes: 0, text: '' }
  return {
    ending: { kind: 'unstartable', message },
    stdout: silent,
    stderr: silent,
    foreignLines: 0,
    durationMs: performance.now() - startedAt,
  }
}

/** Reads a stream to its end, keeping its first bytes only. */
function keepHead(stream: NodeJS.ReadableStream): () => Output {
  let bytes = 0
  let kept = Buffer.alloc(0)
  stream.on('data', (chunk: Buffer) => {
    if (kept.length < keptOutputBytes) {
      kept = Buffer.concat([kept, chunk.subarray(0, keptOutputBytes - kept.length)])
    }
    bytes += chunk.length
  })
  return () => ({ bytes, text: kept.toString('utf8') })
}

/** Reads a stream to its end, keeping its last bytes only. */
function keepTail(stream: NodeJS.ReadableStream): () => Output {
  let bytes = 0
  let kept = Buffer.alloc(0)
  stream.on('data', (chunk: Buffer) => {
    kept = Buffer.concat([kept, chunk]).subarray(-keptOutputBytes)
    bytes += chunk.length
  })
  return () => ({ bytes, text: kept.toString('utf8') })
}
