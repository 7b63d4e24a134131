// All reporters, by the name that `--reporter` takes. Adding one is a file beside this one and a line here: help, errors
// and documents take their names from here. Each is loaded when it is asked for.
import type { Format } from './format.ts'

const loaders: Record<string, () => Promise<Format>> = {
  table: async () => (await import('./table.ts')).tableFormat,
  line: async () => (await import('./line.ts')).lineFormat,
  json: async () => (await import('./json.ts')).jsonFormat,
  ndjson: async () => (await import('./ndjson.ts')).ndjsonFormat,
  junit: async () => (await import('./junit.ts')).junitFormat,
  tap: async () => (await import('./tap.ts')).tapFormat,
  github: async () => (await import('./github.ts')).githubFormat,
  markdown: async () => (await import('./markdown.ts')).markdownFormat,
}

export const formatNames: readonly string[] = Object.keys(loaders)

/** @returns undefined where there is no reporter of that name */
export async function loadFormat(name: string): Promise<Format | undefined> {
  return Object.hasOwn(loaders, name) ? loaders[name]!() : undefined
}
