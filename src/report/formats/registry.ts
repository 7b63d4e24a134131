// All report formats, by the name that `--reporter` takes. A new one needs a file in this folder and a line here; help,
// errors and documentation take the names from here. A format is loaded when it is requested.
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

/** @returns undefined if there is no format of that name */
export async function loadFormat(name: string): Promise<Format | undefined> {
  return Object.hasOwn(loaders, name) ? loaders[name]!() : undefined
}
