// To which paths do `paths` and `baseUrl` of a tsconfig.json or jsconfig.json map a specifier?
import { dirname, join, resolve } from 'node:path'
import { createPathsMatcher, findTsconfig, type PathsMatcher, parseTsconfig } from 'get-tsconfig'
import { isFile } from './module-files.ts'

/**
 * The matchers of the nearest configuration, with what it extends, and of the projects that it references.
 * @returns none where there is no configuration, or none that can be read
 */
export function findPathsMatchers(folder: string): PathsMatcher[] {
  // The deeper folder is nearer. In one folder, tsconfig.json comes first.
  const [config] = ['tsconfig.json', 'jsconfig.json']
    .flatMap(name => findTsconfig(folder, name) ?? [])
    .sort((a, b) => dirname(b).length - dirname(a).length)
  if (config === undefined) return []
  return [config, ...findReferences(config)].flatMap(path => {
    try {
      return createPathsMatcher({ path, config: parseTsconfig(path) }) ?? []
    } catch {
      return []
    }
  })
}

/** A configuration may have no files itself and reference the projects that do. */
function findReferences(config: string): string[] {
  try {
    return (parseTsconfig(config).references ?? [])
      .map(({ path }) => resolve(dirname(config), path))
      .map(path => (isFile(path) ? path : join(path, 'tsconfig.json')))
      .filter(isFile)
  } catch {
    return []
  }
}
