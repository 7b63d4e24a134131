// Which other Nodes are on this machine? Those on the PATH, and those of the usual version managers.
import { existsSync, readdirSync } from 'node:fs'
import { homedir } from 'node:os'
import { delimiter, join } from 'node:path'
import { realPath } from '../catalog/real-path.ts'
import type { Runtime } from '../model/runtime.ts'
import { chooseNode } from '../runtimes/node.ts'

/** More would not fit a screen, and each is asked for its version. */
const mostShown = 6
const program = process.platform === 'win32' ? 'node.exe' : 'node'

/** Folders with a folder for each version, and where in it the binary is. */
const managers = [
  ['.nvm/versions/node', 'bin'],
  ['.local/share/fnm/node-versions', 'installation/bin'],
  ['.volta/tools/image/node', 'bin'],
  ['.asdf/installs/nodejs', 'bin'],
  ['.local/share/mise/installs/node', 'bin'],
] as const

/** Nodes that leaklab can use, other than the one at this path; each once. */
export async function findOtherNodes(path: string): Promise<Runtime[]> {
  const own = realPath(path)
  const binaries = [...new Set(candidates().filter(existsSync).map(realPath))].filter(one => one !== own)
  const nodes = await Promise.all(
    // A Node that is too old or does not answer is none that could be recommended.
    binaries.slice(0, mostShown).map(one => chooseNode(one, '--runtime').catch(() => undefined)),
  )
  return nodes.filter(node => node !== undefined)
}

function candidates(): string[] {
  const onPath = (process.env.PATH ?? '').split(delimiter).filter(folder => folder !== '')
  const installed = managers.flatMap(([folder, inside]) =>
    versionsIn(join(homedir(), folder)).map(version => join(homedir(), folder, version, inside)),
  )
  return [...onPath, ...installed].map(folder => join(folder, program))
}

function versionsIn(folder: string): string[] {
  try {
    return readdirSync(folder)
  } catch {
    // The user does not have this version manager.
    return []
  }
}
