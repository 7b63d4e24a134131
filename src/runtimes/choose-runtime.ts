// Which engine does a name or a path mean? `bun`, `node@24`, `/opt/node/bin/node`.
import type { RuntimeFailure } from '../model/problems.ts'
import { type Engine, engines, nameRuntime, type Runtime } from '../model/runtime.ts'
import { UsageError } from '../model/usage-error.ts'
import { ask, isAtLeast } from './ask-version.ts'
import { definitions } from './definitions.ts'
import { installedPaths, isSameFile } from './installed.ts'
import { ownNode } from './node.ts'

/** More would not fit a screen, and each is asked for its version. */
const mostAsked = 6

/**
 * The engine that a user or caller named, or the Node that runs leaklab itself.
 * @param wanted path of a binary; or the name of an engine, with a version or without: `bun`, `node@24`
 * @param option the name of the option that it was given for, for the hint
 * @throws UsageError when it is none that can be used
 */
export async function chooseRuntime(wanted: string | undefined, option: string): Promise<Runtime> {
  if (wanted === undefined) return ownNode()
  const named = readName(wanted)
  const found = named === undefined ? await runtimeAt(wanted) : await findRuntime(named.engine, named.version)
  if ('failure' in found)
    throw new UsageError('runtime-unusable', { path: wanted, failure: found.failure, option })
  return found
}

/**
 * The engines that a user named, each binary once; the Node that runs leaklab itself where none was named.
 * @throws UsageError also when two binaries are of one engine and version: a result names no more than those
 */
export async function chooseRuntimes(
  wanted: readonly string[],
  option: string,
): Promise<[Runtime, ...Runtime[]]> {
  const [first = ownNode(), ...others] = await Promise.all(wanted.map(name => chooseRuntime(name, option)))
  const runtimes: [Runtime, ...Runtime[]] = [first]
  for (const other of others) {
    if (runtimes.some(({ path }) => isSameFile(path, other.path))) continue
    const name = nameRuntime(other)
    const same = runtimes.find(one => nameRuntime(one) === name)
    if (same !== undefined)
      throw new UsageError('runtime-version-twice', { name, paths: [same.path, other.path], option })
    runtimes.push(other)
  }
  return runtimes
}

/** Usable Nodes other than the one at this path. */
export async function findOtherNodes(path: string): Promise<Runtime[]> {
  const paths = installedPaths('node').filter(one => !isSameFile(one, path))
  const found = await Promise.all(paths.slice(0, mostAsked).map(runtimeAt))
  return found.flatMap(one => ('failure' in one ? [] : [one]))
}

/**
 * The first binary of an engine on this machine that can be used.
 * @param version what its version has to begin with: `24`; empty for any
 */
export async function findRuntime(
  engine: Engine,
  version: string,
): Promise<Runtime | { failure: RuntimeFailure }> {
  let failure: RuntimeFailure = { why: 'not-found', engine, version }
  for (const path of installedPaths(engine)) {
    const found = await runtimeAt(path)
    if ('failure' in found) failure = version === '' ? found.failure : failure
    else if (found.name === engine && beginsWith(found.version, version)) return found
  }
  return { failure }
}

async function runtimeAt(path: string): Promise<Runtime | { failure: RuntimeFailure }> {
  const answer = await ask(path)
  if (typeof answer !== 'string') return answer
  for (const engine of engines) {
    const { askPath, at, oldest, versionPattern } = definitions[engine]
    const [, number] = versionPattern.exec(answer) ?? []
    if (number === undefined) continue
    const version = `v${number.replace(/^v/, '')}`
    if (!isAtLeast(version, oldest)) return { failure: { why: 'too-old', engine, version, oldest } }
    const own = askPath === undefined ? path : await ask(path, askPath)
    return at(typeof own === 'string' && own !== '' ? own : path, version)
  }
  return { failure: { why: 'other-program', answer: answer.slice(0, 80) } }
}

/** @returns undefined for a path */
function readName(text: string): { engine: Engine; version: string } | undefined {
  const [, program, version = ''] = /^([a-z]+3?)(?:@(\d+(?:\.\d+){0,2}))?$/.exec(text) ?? []
  const engine = engines.find(
    engine => engine === program || definitions[engine].programs.includes(program ?? ''),
  )
  return engine === undefined ? undefined : { engine, version }
}

/** `v24.1.0` begins with `24` and `24.1`, not with `2`. */
function beginsWith(version: string, wanted: string): boolean {
  return wanted === '' || `${version.slice(1)}.`.startsWith(`${wanted}.`)
}
