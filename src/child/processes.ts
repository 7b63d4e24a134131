// Ends a child, its process group, and the processes that left the group.
import { readdirSync, readFileSync } from 'node:fs'
import { guardGroup, releaseGroup } from './guard.ts'

/** The environment variable that identifies a trial's processes; its value is the trial's mark. */
export const markVariable = 'LEAKLAB_TRIAL'

/** Maximum number of searches for processes that left the group: each may find processes that started since the last. */
const maxSearches = 20

const running = new Map<number, string>()

/** Registers a child, so that it is ended when this process exits, and its group even when this process is killed. */
export function remember(pid: number, mark: string): void {
  if (running.size === 0) process.once('exit', endAll)
  running.set(pid, mark)
  guardGroup(pid)
}

/** Process ids of the children that run, which are those of their groups. */
export function runningChildren(): readonly number[] {
  return [...running.keys()]
}

/** Removes a child that has ended, with all that it started. */
export function forget(pid: number): void {
  running.delete(pid)
  releaseGroup(pid)
  if (running.size === 0) process.removeListener('exit', endAll)
}

/**
 * Ends a child's process group, and on Linux also processes that left the group: those with the trial's mark in their
 * environment, and descendants of the child while the child still runs. A process without mark, group and parent cannot be found.
 */
export function endProcesses(pid: number): void {
  const mark = running.get(pid)
  if (mark === undefined) return
  for (let search = 0; search < maxSearches; search++) {
    const escaped = findEscaped(pid, mark)
    sendSignal(-pid, 'SIGKILL')
    for (const other of escaped) sendSignal(other, 'SIGKILL')
    if (escaped.length === 0) return
  }
}

function endAll(): void {
  for (const pid of running.keys()) endProcesses(pid)
}

/** @param target a process id; negative for the process group with that id */
export function sendSignal(target: number, signal: NodeJS.Signals): void {
  try {
    process.kill(target, signal)
  } catch {
    // It has ended already.
  }
}

/** Processes with the mark in their environment, and descendants of `pid` as far as parent ids still show them. */
function findEscaped(pid: number, mark: string): number[] {
  if (process.platform !== 'linux') return []
  const wanted = `${markVariable}=${mark}`
  // A process that started later has a higher id, unless ids have started again from 1 since.
  const lowestPid = lastPid() < pid ? 1 : pid + 1
  const found = new Set<number>()
  const parents = new Map<number, number>()
  for (const name of readdirSync('/proc')) {
    const candidate = Number(name)
    if (!(candidate >= lowestPid) || candidate === pid) continue
    const stat = readIfPossible(`/proc/${name}/stat`)
    // The format is `pid (name) state parent …`; the name may contain any character, also parentheses.
    const [state, parent] = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    if (state === undefined || state === 'Z') continue
    parents.set(candidate, Number(parent))
    if (readIfPossible(`/proc/${name}/environ`).includes(wanted)) found.add(candidate)
  }
  // Parents and children come in any order: repeat until no more are found.
  for (let size = -1; size !== found.size; ) {
    size = found.size
    for (const [candidate, parent] of parents) if (parent === pid || found.has(parent)) found.add(candidate)
  }
  return [...found]
}

/** The id that was given to a process most recently. */
function lastPid(): number {
  return Number(readIfPossible('/proc/loadavg').split(' ').at(-1)) || 0
}

/** The text of a file in /proc; empty when the process has ended or may not be read. */
function readIfPossible(path: string): string {
  try {
    return readFileSync(path, 'latin1')
  } catch {
    return ''
  }
}
