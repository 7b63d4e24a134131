// All reporters, by the name that `--reporter` takes. Adding one is a file beside this one and a line here: help, errors
// and the README take names and descriptions from here. Each is loaded when it is asked for.
import type { Format } from './format.ts'

interface Entry {
  /** What it is for, in a few words. */
  purpose: string
  load(): Promise<Format>
}

const reporters: Record<string, Entry> = {
  table: {
    purpose: 'tables for people: what `run` prints',
    load: async () => (await import('./table.ts')).tableFormat,
  },
  line: {
    purpose: 'a line per variant: what `check` prints',
    load: async () => (await import('./line.ts')).lineFormat,
  },
  json: { purpose: 'one report for programs', load: async () => (await import('./json.ts')).jsonFormat },
  ndjson: {
    purpose: 'a line of JSON for each variant as it ends',
    load: async () => (await import('./ndjson.ts')).ndjsonFormat,
  },
  junit: { purpose: 'JUnit XML, for CI systems', load: async () => (await import('./junit.ts')).junitFormat },
  tap: { purpose: 'TAP 14, for test runners', load: async () => (await import('./tap.ts')).tapFormat },
  github: {
    purpose: 'annotations; under GitHub Actions they come without asking',
    load: async () => (await import('./github.ts')).githubFormat,
  },
  markdown: {
    purpose: 'a comment on a pull request',
    load: async () => (await import('./markdown.ts')).markdownFormat,
  },
}

export const reporterNames: readonly string[] = Object.keys(reporters)

/** A row for each reporter: its name and what it is for. */
export const reporterPurposes: readonly (readonly [name: string, purpose: string])[] = Object.entries(
  reporters,
).map(([name, { purpose }]) => [name, purpose])

/** @returns undefined where there is no reporter of that name */
export async function loadFormat(name: string): Promise<Format | undefined> {
  return Object.hasOwn(reporters, name) ? reporters[name]!.load() : undefined
}
