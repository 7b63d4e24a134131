// The project's configuration: finds the file in the current folder, loads it, and applies its settings to the options
// that the command line left out.
import { existsSync, readFileSync, statSync } from 'node:fs'
import { dirname, extname, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Command } from 'commander'
import { closestName } from '../catalog/find-scenarios.ts'
import { describeError } from '../harness/failure.ts'
import {
  type Configuration,
  type ConfigurationProblem,
  configurationKeys,
  parseConfiguration,
  shorten,
} from '../model/configuration.ts'
import { UsageError } from '../model/usage-error.ts'
import { packageType } from '../runtimes/typescript/package-type.ts'
import { whileWatched } from './loading-watch.ts'
import { untilSettled } from './until-settled.ts'

const endings = ['.ts', '.mts', '.js', '.mjs', '.cjs', '.json']
/** As long as a message of Node about a module that it cannot find in a deep folder. */
const maxMessageLength = 2_000
const names = endings.map(ending => `leaklab.config${ending}`)
const inPackage = 'package.json'
const packageKey = 'leaklab'

/**
 * Sets the options that the command line left out to the values of the configuration.
 * @returns the targets to check when the command line names none: the setting `include`
 * @throws UsageError for a file that cannot be loaded, and for an unknown or invalid setting
 */
export async function applyConfiguration(command: Command): Promise<readonly string[]> {
  const { config, json } = command.opts<{ config?: string | false; json?: boolean }>()
  if (config === false) return []
  const file = config ?? findFile()
  if (file === undefined) return []
  const { include = [], reporters, runtime, ...settings } = await readConfiguration(file)
  // `--json` chooses the reporter, so the configuration's reporters do not apply.
  const reporter = json === true ? undefined : reporters
  for (const [name, value] of Object.entries({ ...settings, reporter, runtime: asList(runtime) })) {
    const source = command.getOptionValueSource(name)
    if (value !== undefined && (source === undefined || source === 'default'))
      command.setOptionValueWithSource(name, value, 'config')
  }
  return include
}

function asList(runtime: Configuration['runtime']): string[] | undefined {
  return typeof runtime === 'string' ? [runtime] : runtime
}

/** @throws UsageError when there is more than one */
function findFile(): string | undefined {
  const found = names.filter(name => existsSync(name))
  if (packageSettings() !== undefined) found.push(inPackage)
  if (found.length > 1) throw new UsageError('two-configurations', { files: found })
  return found[0]
}

/** The value of the key `leaklab` in package.json; undefined if the file cannot be read, which npm and Node report. */
function packageSettings(file = inPackage): unknown {
  try {
    return (JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>)[packageKey]
  } catch {
    return undefined
  }
}

async function readConfiguration(file: string): Promise<Configuration> {
  const info = statSync(file, { throwIfNoEntry: false })
  if (info === undefined) throw new UsageError('no-such-file', { file })
  // A pipe would be waited for without end.
  if (!info.isFile()) throw new UsageError('not-a-file', { file })
  if (/(^|[\\/])package\.json$/.test(file)) return requireConfiguration(file, packageSettings(file))
  if (extname(file) === '.json') return requireConfiguration(file, await load(file))
  // Its settings may be getters, which are code of the user too.
  return whileWatched(file, async () => requireConfiguration(file, await load(file)))
}

/**
 * The settings of a file, from the value that it exports.
 * @throws UsageError for an unknown or invalid setting, and where one is a getter that throws
 */
export function requireConfiguration(file: string, value: unknown): Configuration {
  const configuration = parse(file, value)
  if (!('problem' in configuration)) return configuration
  throw describeProblem(file, configuration.problem)
}

/** Settings may be getters, which may throw. */
function parse(file: string, value: unknown): ReturnType<typeof parseConfiguration> {
  try {
    return parseConfiguration(value)
  } catch (error) {
    throw describeUnloadable(file, error)
  }
}

async function load(file: string): Promise<unknown> {
  const ending = extname(file)
  try {
    if (ending === '.json') return JSON.parse(readFileSync(file, 'utf8')) as unknown
    if (/ts$/.test(ending)) await prepareTypescript(file)
    const module = await untilSettled(
      import(pathToFileURL(resolve(file)).href) as Promise<{ default?: unknown }>,
      () => new UsageError('configuration-never-settles', { file }),
    )
    return module.default
  } catch (error) {
    throw error instanceof UsageError ? error : describeUnloadable(file, error)
  }
}

function describeUnloadable(file: string, error: unknown): UsageError {
  return new UsageError('configuration-unloadable', { file, message: messageOf(error) })
}

/** Anything can be thrown: its message may be none, too long, or throw itself when it is read. */
function messageOf(error: unknown): string {
  if (typeof error === 'string' && error !== '') return shorten(error, maxMessageLength)
  try {
    if (error instanceof Error && typeof error.message === 'string' && error.message !== '')
      return shorten(error.message, maxMessageLength)
  } catch {
    // Its own words cannot be read; those of describeError say so.
  }
  return describeError(error).message
}

/** Registers leaklab's TypeScript loader, which the children use too, where this Node cannot load the file without it. */
async function prepareTypescript(file: string): Promise<void> {
  const { features } = process as { features: { typescript?: string | false } }
  if (features.typescript && packageType(dirname(resolve(file))) !== 'commonjs') return
  // The loader calls module.register(), which the newest Nodes deprecate; the oldest have nothing else.
  process.noDeprecation = true
  await import('../runtimes/typescript/register.ts')
}

function describeProblem(
  file: string,
  { key, isUnknown, expected, received }: ConfigurationProblem,
): UsageError {
  if (isUnknown) {
    return new UsageError('unknown-setting', {
      file,
      key,
      near: closestName(key, configurationKeys),
      known: configurationKeys,
    })
  }
  if (key === '') return new UsageError('configuration-invalid', { file, expected, received })
  return new UsageError('setting-invalid', { file, key, expected, received, known: configurationKeys })
}
