// Ending what was started: a child, its process group, and what escaped from the group.
import { readdirSync, readFileSync } from 'node:fs'

/** The variable by which a trial's processes are known; its value is the trial's own mark. */
export const markVariable = 'LEAKLAB_TRIAL'

/** Looks for processes that escaped, at the most: each look may find what was started since the last. */
const maxSearches = 20

const live = new Map<number, string>()

/** Remembers a child until it is forgotten, so that nothing is left behind on any way out. */
export function remember(pid: number, mark: string): void {
  if (live.size === 0) process.once('exit', endAll)
  live.set(pid, mark)
}

/** A child that is gone, with all that it started. */
export function forget(pid: number): void {
  live.delete(pid)
  if (live.size === 0) process.removeListener('exit', endAll)
}

/**
 * Ends a child's process group, and on Linux also what left the group: what carries the trial's mark, and what
 * descends from the child while the child still lives. Out of reach is who did away with mark, group and parent.
 */
export function endProcesses(pid: number): void {
  const mark = live.get(pid)
  if (mark === undefined) return
  for (let look = 0; look < maxSearches; look++) {
    const escaped = findFamily(pid, mark)
    endQuietly(-pid)
    for (const other of escaped) endQuietly(other)
    if (escaped.length === 0) return
  }
}

function endAll(): void {
  for (const pid of live.keys()) endProcesses(pid)
}

function endQuietly(target: number): void {
  try {
    process.kill(target, 'SIGKILL')
  } catch {
    // It is gone already.
  }
}

/** Processes with the mark in their environment, and descendants of `pid` as far as parents still tell. */
function findFamily(pid: number, mark: string): number[] {
  if (process.platform !== 'linux') return []
  const wanted = `${markVariable}=${mark}`
  // Whoever was started later has a higher number, unless the numbers began anew since.
  const least = lastPid() < pid ? 1 : pid + 1
  const found = new Set<number>()
  const parents = new Map<number, number>()
  for (const name of readdirSync('/proc')) {
    const candidate = Number(name)
    if (!(candidate >= least) || candidate === pid) continue
    const stat = readQuietly(`/proc/${name}/stat`)
    // `pid (name) state parent …`, and the name may hold anything, parentheses too.
    const [state, parent] = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    if (state === undefined || state === 'Z') continue
    parents.set(candidate, Number(parent))
    if (readQuietly(`/proc/${name}/environ`).includes(wanted)) found.add(candidate)
  }
  for (let size = -1; size !== found.size; ) {
    size = found.size
    for (const [candidate, parent] of parents) if (parent === pid || found.has(parent)) found.add(candidate)
  }
  return [...found]
}

/** The number given to a process most recently. */
function lastPid(): number {
  return Number(readQuietly('/proc/loadavg').split(' ').at(-1)) || 0
}

/** The text of a file in /proc; empty when the process ended meanwhile, or is not ours to look at. */
function readQuietly(path: string): string {
  try {
    return readFileSync(path, 'latin1')
  } catch {
    return ''
  }
}
