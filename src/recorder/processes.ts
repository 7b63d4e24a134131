// Ending what was started: a child, its process group, and what escaped from the group.
import { readdirSync, readFileSync } from 'node:fs'

/** The variable by which a trial's processes are known; its value is the trial's own mark. */
export const markVariable = 'LEAKLAB_TRIAL'

const live = new Map<number, string>()

/** Remembers a child until `endProcesses`, so that nothing is left behind on any way out. */
export function remember(pid: number, mark: string): void {
  if (live.size === 0) process.once('exit', endAll)
  live.set(pid, mark)
}

/** Ends a child's process group, and on Linux also what left the group and still carries the trial's mark. */
export function endProcesses(pid: number): void {
  const mark = live.get(pid)
  if (mark === undefined) return
  live.delete(pid)
  if (live.size === 0) process.removeListener('exit', endAll)
  endQuietly(-pid)
  for (const escaped of findMarked(pid, mark)) endQuietly(escaped)
}

function endAll(): void {
  for (const pid of [...live.keys()]) endProcesses(pid)
}

function endQuietly(target: number): void {
  try {
    process.kill(target, 'SIGKILL')
  } catch {
    // It is gone already.
  }
}

/** Processes younger than `pid` in whose environment the mark stands. */
function findMarked(pid: number, mark: string): number[] {
  if (process.platform !== 'linux') return []
  const wanted = `${markVariable}=${mark}`
  const found: number[] = []
  for (const name of readdirSync('/proc')) {
    const candidate = Number(name)
    if (!(candidate > pid)) continue
    try {
      if (readFileSync(`/proc/${name}/environ`, 'latin1').includes(wanted)) found.push(candidate)
    } catch {
      // It ended meanwhile, or it is not ours to look at.
    }
  }
  return found
}
