// All reporters, by the name that `--reporter` takes. Adding one is a file beside this one, a line here and what it is
// for in the words: help, errors and the README take names and descriptions from here. Each is loaded when it is asked for.
import { words } from '../words/words.ts'
import type { Format } from './format.ts'

type Name = keyof typeof words.summary.reporterPurposes

const reporters: Record<Name, { load(): Promise<Format> }> = {
  table: {
    load: async () => (await import('./table.ts')).tableFormat,
  },
  line: {
    load: async () => (await import('./line.ts')).lineFormat,
  },
  json: { load: async () => (await import('./json.ts')).jsonFormat },
  ndjson: {
    load: async () => (await import('./ndjson.ts')).ndjsonFormat,
  },
  junit: { load: async () => (await import('./junit.ts')).junitFormat },
  tap: { load: async () => (await import('./tap.ts')).tapFormat },
  github: {
    load: async () => (await import('./github.ts')).githubFormat,
  },
  markdown: {
    load: async () => (await import('./markdown.ts')).markdownFormat,
  },
}

export const reporterNames: readonly string[] = Object.keys(reporters)

/** A row for each reporter: its name and what it is for. */
export function listReporters(): [name: string, purpose: string][] {
  return Object.entries(words.summary.reporterPurposes)
}

/** @returns undefined where there is no reporter of that name */
export async function loadFormat(name: string): Promise<Format | undefined> {
  return Object.hasOwn(reporters, name) ? reporters[name as Name].load() : undefined
}
