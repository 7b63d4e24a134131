// How much memory does the process take that no counter of the engine explains? Add-ons, WebAssembly on some versions of Node, and
// libraries allocate memory that `process.memoryUsage()` shows in `rss` alone.
import { figureOf } from './figure.ts'
import {
  abs,
  closeSync,
  createBare,
  heapStatistics,
  indexOfText,
  keys,
  lastIndexOfText,
  openSync,
  ownPid,
  platform,
  readBytes,
  readDirectory,
  readLatin1,
  readText,
  sliceText,
} from './natives.ts'

const kB = 1024
/** `smaps_rollup` has about 700 bytes. */
const tableBytes = 4 * kB
/**
 * To sum up the table, the system goes through all pages, which takes a millisecond or more. While the resident set has moved by less than
 * this since, the last sum stands: in a round, so little is no growth.
 */
const movedBytes = 64 * kB

/** Memory of the process, in bytes. */
interface Resident {
  /** Private memory, in RAM or swapped out, with that of child processes. Elsewhere than on Linux, the resident set. */
  bytes: number
  /** What is left of it without the pages of the heap, what V8 has allocated for itself, and what else is counted. */
  uncountedBytes: number
}

export interface ResidentMeter {
  /**
   * @param residentSet `rss`, in bytes: it is cheap, and rough where there are many processors
   * @param counted bytes that counters explain, besides the heap of this thread
   * @param hasChildren whether the process has child processes, as far as is known: looking for them takes milliseconds
   */
  read(residentSet: number, counted: number, hasChildren: boolean): Resident
  /** For a process that goes on. No reading may follow. */
  close(): void
}

/** To be created before the scenario is loaded. */
export function createResidentMeter(): ResidentMeter {
  const own = openOwnTable()
  const table = Buffer.allocUnsafeSlow(tableBytes)
  const measure = (residentSet: number, counted: number, hasChildren: boolean): Resident => {
    const bytes =
      own === undefined ? residentSet : readTable(own, table) + (hasChildren ? readDescendants() : 0)
    const { total_physical_size, malloced_memory } = heapStatistics()
    return { bytes, uncountedBytes: bytes - total_physical_size - malloced_memory - counted }
  }
  let measuredAt = Number.NaN
  let last: Resident = { bytes: 0, uncountedBytes: 0 }
  return {
    read(residentSet, counted, hasChildren) {
      if (!hasChildren && abs(residentSet - measuredAt) < movedBytes) return last
      measuredAt = residentSet
      last = measure(residentSet, counted, hasChildren)
      return last
    },
    close() {
      if (own !== undefined) closeSync(own)
    },
  }
}

/** The descriptor of this process's table of memory, summed up; undefined where the system has none. */
function openOwnTable(): number | undefined {
  if (platform !== 'linux') return undefined
  try {
    return openSync('/proc/self/smaps_rollup', 'r')
  } catch {
    return undefined
  }
}

/** Anonymous memory and what of it is swapped out. Mapped files are not in it: the system drops them as it likes. */
function readTable(descriptor: number, table: Buffer): number {
  return sumOf(readLatin1(table, 0, readBytes(descriptor, table, 0, tableBytes, 0)))
}

function sumOf(text: string): number {
  return (figureOf(text, '\nAnonymous:') + figureOf(text, '\nSwap:')) * kB
}

/** Private memory of all processes that descend from this one. One that has just ended counts as 0. */
function readDescendants(): number {
  const parents = createBare() as Parents
  const names = readDirectory('/proc')
  for (let i = 0; i < names.length; i++) {
    const pid = +names[i]!
    if (pid > 0) parents[pid] = readParent(pid)
  }
  let bytes = 0
  const pids = keys(parents)
  for (let i = 0; i < pids.length; i++)
    if (descends(+pids[i]!, parents)) bytes += sumOf(readText(`/proc/${pids[i]}/smaps_rollup`))
  return bytes
}

/** Process ids of the parents, by process id. */
type Parents = Record<number, number>

function readParent(pid: number): number {
  // pid (name) state parent …; the name may contain anything.
  const text = readText(`/proc/${pid}/stat`)
  const rest = sliceText(text, lastIndexOfText(text, ')') + 4)
  return +sliceText(rest, 0, indexOfText(rest, ' '))
}

function descends(pid: number, parents: Parents): boolean {
  for (let parent = parents[pid]; parent !== undefined && parent > 1; parent = parents[parent])
    if (parent === ownPid) return true
  return false
}
