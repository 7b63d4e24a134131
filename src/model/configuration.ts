// Which options does a project set in leaklab.config.ts? The type, and its validation.
import * as v from 'valibot'
import { type Limits, limits } from './limits.ts'

/** What a setting may be; `whole-number-3` is a whole number of at least 3, `whole-number-3-to-9` one from 3 to 9. */
export type ExpectedSetting =
  | 'array-of-globs'
  | 'array-of-reporters'
  | 'boolean'
  | 'glob'
  | 'globs'
  | 'number'
  | 'object'
  | 'path'
  | 'paths'
  | 'reporter'
  | 'seconds'
  | 'string'
  | `whole-number-${number}`
  | `whole-number-${number}-to-${number}`

/** The message of an issue is the code of what was expected. */
const expects = <Code extends ExpectedSetting>(code: Code): Code => code

const path = v.pipe(v.string(expects('path')), v.nonEmpty(expects('path')))
const atLeast = (least: number) => {
  const expected = expects(`whole-number-${least}`)
  return v.pipe(v.number(expects('number')), v.safeInteger(expected), v.minValue(least, expected))
}
const within = ({ least, most }: Limits) => {
  const expected = expects(`whole-number-${least}-to-${most}`)
  return v.pipe(
    v.number(expects('number')),
    v.safeInteger(expected),
    v.minValue(least, expected),
    v.maxValue(most, expected),
  )
}
const seconds = expects('seconds')

const entries = {
  include: v.optional(
    v.pipe(
      v.array(v.pipe(v.string(expects('glob')), v.nonEmpty(expects('glob'))), expects('array-of-globs')),
      v.nonEmpty(expects('globs')),
    ),
  ),
  variant: v.optional(v.string(expects('string'))),
  rounds: v.optional(within(limits.rounds)),
  steps: v.optional(within(limits.steps)),
  timeout: v.optional(
    v.pipe(
      v.number(expects('number')),
      v.gtValue(0, seconds),
      v.maxValue(limits.timeoutMs.most / 1000, seconds),
    ),
  ),
  heapLimit: v.optional(within(limits.heapLimitMb)),
  runtime: v.optional(v.union([path, v.pipe(v.array(path), v.nonEmpty())], expects('paths'))),
  paths: v.optional(v.boolean(expects('boolean'))),
  jobs: v.optional(atLeast(1)),
  retries: v.optional(within(limits.retries)),
  reporters: v.optional(
    v.array(
      v.pipe(v.string(expects('string')), v.nonEmpty(expects('reporter'))),
      expects('array-of-reporters'),
    ),
  ),
} as const
const schema = v.pipe(
  v.custom(value => !Array.isArray(value), expects('object')),
  v.strictObject(entries, expects('object')),
)

/** The keys of a configuration. */
export const configurationKeys: readonly string[] = Object.keys(entries)

/** The content of `leaklab.config.ts`. The command line overrides it. */
export interface Configuration {
  /** What `leaklab check` checks when it is called without targets: globs, files, folders, from the current folder. */
  include?: string[]
  /** Only variants of this name. */
  variant?: string
  /** Measured rounds; by default as many as the verdict needs. */
  rounds?: number
  /** Steps per round; by default so many that a round is cheap. */
  steps?: number
  /** Time limit per variant in seconds. */
  timeout?: number
  /** Heap limit of the child in megabytes. */
  heapLimit?: number
  /** The engine to run the scenarios in, or several: paths, or names such as `bun` or `node@24`. */
  runtime?: string | string[]
  /** False: no heap inspection, so no retaining paths. */
  paths?: boolean
  /** Child processes at the same time; `check` only. */
  jobs?: number
  /** How often an inconclusive trial is run again. */
  retries?: number
  /** Values of `--reporter`: `line`, `junit=leaks.xml`, `./mine.mjs`. */
  reporters?: string[]
}

/** Gives a configuration its type, and returns it unchanged. */
export function defineConfig(configuration: Configuration): Configuration {
  return configuration
}

/** What is wrong with a configuration. The key is a path such as `reporters[1]`; empty for the whole value. */
export interface ConfigurationProblem {
  key: string
  isUnknown: boolean
  /** What was expected at this key, and what was found. */
  expected: ExpectedSetting
  received: string
}

/** Validates the content of a configuration file. */
export function parseConfiguration(value: unknown): Configuration | { problem: ConfigurationProblem } {
  const result = v.safeParse(schema, value)
  if (result.success) return result.output as Configuration
  const [issue] = result.issues
  const key = (issue.path ?? []).reduce(
    (before, { key }) => (typeof key === 'number' ? `${before}[${key}]` : `${before}.${String(key)}`),
    '',
  )
  // valibot reports an unknown key as one where `never` was expected.
  const isUnknown = issue.type === 'strict_object' && issue.expected === 'never'
  const { received } = issue
  const expected = issue.message as ExpectedSetting
  return { problem: { key: key.replace(/^\./, ''), isUnknown, expected, received } }
}
