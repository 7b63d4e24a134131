// Which resources of the system does the process hold: open descriptors, timers, sockets, watchers, ports?
import { figureOf } from './figure.ts'
import { activeResources, createBare, floor, platform, readDirectory, readText } from './natives.ts'

/** Where the system lists the open descriptors of the process that asks. */
const descriptorFolder = platform === 'linux' ? '/proc/self/fd' : platform === 'darwin' ? '/dev/fd' : ''

export interface Resources {
  /** Open descriptors; null where the system does not list them. */
  descriptors: number | null
  /** Whole GiB of address space, used or not; null where the system does not tell. */
  addressSpaceGiB: number | null
  /** What keeps the event loop alive, by Node's name of its kind. */
  active: Record<string, number>
}

/** @param isOwn whether the process is the scenario's alone. Where it is not, only what keeps its own event loop alive is read. */
export function readResources(isOwn: boolean): Resources {
  const active = createBare() as Record<string, number>
  const kinds = activeResources()
  for (let i = 0; i < kinds.length; i++) {
    const kind = kinds[i]!
    if (kind !== 'Immediate') active[kind] = (active[kind] ?? 0) + 1
  }
  return {
    descriptors: isOwn ? countDescriptors() : null,
    addressSpaceGiB: isOwn ? readAddressSpace() : null,
    active,
  }
}

/** Without the one that lists them. */
function countDescriptors(): number | null {
  if (descriptorFolder === '') return null
  const count = readDirectory(descriptorFolder).length
  return count === 0 ? null : count - 1
}

function readAddressSpace(): number | null {
  if (platform !== 'linux') return null
  const kB = figureOf(readText('/proc/self/status'), '\nVmSize:')
  return kB === 0 ? null : floor(kB / 2 ** 20)
}

/** How many descriptors the process may open; null where that is not known. */
export function readDescriptorLimit(): number | null {
  if (platform !== 'linux') return null
  const limit = Number(/^Max open files\s+(\d+)/m.exec(readText('/proc/self/limits'))?.[1])
  return Number.isFinite(limit) ? limit : null
}
