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
  | `at-most-${number}-items`
  | `whole-number-${number}`
  | `whole-number-${number}-to-${number}`

/** The message of an issue is the code of what was expected. */
const expects = <Code extends ExpectedSetting>(code: Code): Code => code

/** More globs, engines or reporters than anybody names. */
const maxItems = 1_000
/** More text of a setting than a message needs to show it. */
const maxShown = 100

const atMostItems = expects(`at-most-${maxItems}-items`)
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

/** Validates the content of a configuration file. @throws what a getter or a proxy of it throws */
export function parseConfiguration(value: unknown): Configuration | { problem: ConfigurationProblem } {
  const result = v.safeParse(schema, copySettings(value), { abortEarly: true })
  if (result.success) return result.output as Configuration
  const [issue] = result.issues
  const key = (issue.path ?? []).reduce(
    (before, { key }) => (typeof key === 'number' ? `${before}[${key}]` : `${before}.${String(key)}`),
    '',
  )
  // valibot reports an unknown key as one where `never` was expected.
  const isUnknown = issue.type === 'strict_object' && issue.expected === 'never'
  const { input } = issue as { input: unknown }
  const received = input instanceof Unusable ? input.description : issue.received
  const expected = input instanceof TooLong ? atMostItems : (issue.message as ExpectedSetting)
  return {
    problem: {
      key: shorten(key.replace(/^\./, ''), maxShown),
      isUnknown,
      expected,
      received: shorten(received, maxShown),
    },
  }
}

/** A value that no setting can have: an object, a function, a symbol. */
class Unusable {
  readonly description: string
  constructor(description: string) {
    this.description = description
  }
}

/** A list of too many items, none of which is read: a proxy can have any number of them. */
class TooLong extends Unusable {}

/**
 * Reads every setting once, into plain data: a getter or a proxy may answer otherwise the next time, and a list may have no end. What is no
 * object stays as it is.
 */
function copySettings(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value
  const copy: [key: string, value: unknown][] = []
  // With what it inherits: a configuration may be an instance of a class.
  for (const key in value) {
    copy.push([key, copySetting((value as Record<string, unknown>)[key])])
    // The first unknown key is reported, however many there are.
    if (!Object.hasOwn(entries, key)) break
  }
  return Object.fromEntries(copy)
}

function copySetting(value: unknown): unknown {
  if (!Array.isArray(value)) return copyPlain(value)
  const { length } = value
  if (!(length <= maxItems)) return new TooLong(describeReceived(length))
  return Array.from({ length }, (_, index) => copyPlain(value[index]))
}

function copyPlain(value: unknown): unknown {
  const isPlain = value === null || !/^(object|function|symbol)$/.test(typeof value)
  return isPlain ? value : new Unusable(describeReceived(value))
}

/** The value of a number, the class of an object. Its name may be no text, or throw when it is read. */
function describeReceived(value: unknown): string {
  if (typeof value === 'number') return String(value)
  if (typeof value === 'symbol') return 'symbol'
  const usual = typeof value === 'function' ? 'Function' : 'Object'
  try {
    const name: unknown = Object.getPrototypeOf(value)?.constructor?.name
    return typeof name === 'string' && name !== '' ? name : usual
  } catch {
    return usual
  }
}

/** A text of at most this length, with a sign that the rest is missing. */
export function shorten(text: string, length: number): string {
  return text.length <= length ? text : `${text.slice(0, length)} …`
}
