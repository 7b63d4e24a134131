// Which engines are on this machine, one of each kind?
import { type Engine, engines, type Runtime } from '../model/runtime.ts'
import { findRuntime } from './choose-runtime.ts'
import { installedPaths } from './installed.ts'
import { ownNode } from './node.ts'

const others = engines.filter(engine => engine !== 'node')

/** This Node and one of each other kind; and the kinds that are not here. */
export async function findEngines(): Promise<{ runtimes: Runtime[]; missing: Engine[] }> {
  const found = await Promise.all(others.map(engine => findRuntime(engine, '')))
  return {
    runtimes: [ownNode(), ...found.flatMap(one => ('failure' in one ? [] : [one]))],
    missing: others.filter((_, at) => 'failure' in found[at]!),
  }
}

/** Whether there seems to be another engine for JavaScript than Node: nothing is started to find out. */
export function hasOtherEngine(): boolean {
  return others.some(engine => engine !== 'python' && installedPaths(engine).length > 0)
}
