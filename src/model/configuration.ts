// What a project says once for all its checks: leaklab.config.ts and its like, validated.
import * as v from 'valibot'

const path = v.pipe(v.string('a path'), v.nonEmpty('a path'))
const atLeast = (least: number) => {
  const expected = `a whole number, ${least} or more`
  return v.pipe(v.number('a number'), v.safeInteger(expected), v.minValue(least, expected))
}
const seconds = 'seconds, more than 0 and at most 2000000'

/** As the message of each issue stands what was expected there. */
const entries = {
  include: v.optional(
    v.pipe(
      v.array(v.pipe(v.string('a glob'), v.nonEmpty('a glob')), 'an array of globs'),
      v.nonEmpty('one glob or more'),
    ),
  ),
  variant: v.optional(v.string('a string')),
  rounds: v.optional(atLeast(3)),
  steps: v.optional(atLeast(1)),
  // A timer holds no more than 2^31 − 1 ms.
  timeout: v.optional(v.pipe(v.number('a number'), v.gtValue(0, seconds), v.maxValue(2_000_000, seconds))),
  heapLimit: v.optional(atLeast(16)),
  runtime: v.optional(v.union([path, v.pipe(v.array(path), v.nonEmpty())], 'a path or an array of paths')),
  paths: v.optional(v.boolean('true or false')),
  jobs: v.optional(atLeast(1)),
  retries: v.optional(atLeast(0)),
  reporters: v.optional(
    v.array(
      v.pipe(v.string('a string'), v.nonEmpty('a reporter')),
      "an array of reporters such as 'junit=leaks.xml'",
    ),
  ),
} as const
const schema = v.pipe(
  v.custom(value => !Array.isArray(value), 'an object'),
  v.strictObject(entries, 'an object'),
)

/** The keys of a configuration. */
export const configurationKeys: readonly string[] = Object.keys(entries)

/** What `leaklab.config.ts` says. The command line wins over it. */
export interface Configuration {
  /** What `leaklab check` checks when nothing is named: globs, files, folders, from the current folder. */
  include?: string[]
  /** Only this variant, of whatever scenario has it. */
  variant?: string
  /** Measured rounds; as many as the verdict needs without it. */
  rounds?: number
  /** Steps per round; sized so that a round is cheap without it. */
  steps?: number
  /** Time limit per variant in seconds. */
  timeout?: number
  /** Heap limit of the child in megabytes. */
  heapLimit?: number
  /** A Node binary to run the scenarios in, or several. */
  runtime?: string | string[]
  /** False: do not look into the heap for what holds the survivors. */
  paths?: boolean
  /** Children side by side; `check` only. */
  jobs?: number
  /** How often an inconclusive trial is lived again. */
  retries?: number
  /** As `--reporter` takes them: `line`, `junit=leaks.xml`, `./mine.mjs`. */
  reporters?: string[]
}

/** Types a configuration; hands it back as it is. */
export function defineConfig(configuration: Configuration): Configuration {
  return configuration
}

/** What is wrong with a configuration. The key is a path: `reporters[1]`; empty where it is the whole. */
export interface ConfigurationProblem {
  key: string
  isUnknown: boolean
  /** What was expected there, and what was found. */
  expected: string
  received: string
}

/** Validates what a file says. */
export function parseConfiguration(value: unknown): Configuration | { problem: ConfigurationProblem } {
  const result = v.safeParse(schema, value)
  if (result.success) return result.output as Configuration
  const [issue] = result.issues
  const key = (issue.path ?? []).reduce(
    (before, { key }) => (typeof key === 'number' ? `${before}[${key}]` : `${before}.${String(key)}`),
    '',
  )
  // Of an unknown key valibot says that it should never have been there.
  const isUnknown = issue.type === 'strict_object' && issue.expected === 'never'
  const { message: expected, received } = issue
  return { problem: { key: key.replace(/^\./, ''), isUnknown, expected, received } }
}
