// Which paths do a recording and a report show to those who get them? Not where a person's folders lie: paths below the working folder are relative to
// it, and the home folder is `~`.
import { homedir } from 'node:os'
import { pathToFileURL } from 'node:url'

interface Folders {
  /** Both absolute. */
  working: string
  home: string
}

/** The folders of this process. */
export function ownFolders(): Folders {
  return { working: process.cwd(), home: homedir() }
}

/** Changes a text, which may have several paths and `file:` URLs. */
type ChangeText = (text: string) => string

/** @returns a function that makes the paths in a text relative */
export function createPathHider({ home, working }: Folders): ChangeText {
  const changes = [...hideFolder(working, '.'), ...hideFolder(home, '~')]
  return text => changes.reduce((changed, change) => change(changed), text)
}

/**
 * A replacer for `JSON.stringify`: paths below this process's folders are relative. The code of a scenario stays as it was written.
 */
export function createJsonPathHider(): (key: string, value: unknown) => unknown {
  const hide = createPathHider(ownFolders())
  return (key, value) => (typeof value === 'string' && key !== 'code' ? hide(value) : value)
}

function hideFolder(folder: string, sign: string): ChangeText[] {
  const path = folder.replace(/[\\/]+$/, '')
  // Everything lies below the root folder, so it says nothing of a person.
  if (!/[\\/]./.test(path)) return []
  const url = pathToFileURL(path).href
  const [urls, paths] = [patternOf(url), patternOf(path)]
  return [text => text.replace(urls, () => `file://${sign}`), text => text.replace(paths, () => sign)]
}

/** A whole path: `/home/ann` is no part of `/home/anna` or of `/mnt/home/ann`. */
function patternOf(path: string): RegExp {
  return new RegExp(`(?<![\\p{L}\\p{N}_.~/\\\\-])${quote(path)}(?![\\p{L}\\p{N}_-]|\\.[\\p{L}\\p{N}_])`, 'gu')
}

function quote(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&')
}

/** Fields whose whole text is a path. */
const pathFields = new Set(['scenario', 'place'])

/**
 * Makes the paths absolute again by which a file is found, or an editor opens one: in those fields, and in `file:` URLs.
 * @param value what was read from JSON; it is changed
 */
export function restorePaths(value: unknown, { home, working }: Folders): void {
  const urls = { '.': pathToFileURL(working).href, '~': pathToFileURL(home).href }
  const restore = (text: string, key: string) => {
    const path = pathFields.has(key) && /^~[\\/]/.test(text) ? home + text.slice(1) : text
    return path.replace(/file:\/\/([.~])(?=\/)/g, (_, sign: '.' | '~') => urls[sign])
  }
  const waiting: unknown[] = [value]
  while (waiting.length > 0) {
    const next = waiting.pop()
    if (typeof next !== 'object' || next === null) continue
    const fields = next as Record<string, unknown>
    for (const key of Object.keys(fields)) {
      const field = fields[key]
      // The code is as it was written.
      if (typeof field === 'object') waiting.push(field)
      else if (typeof field === 'string' && key !== 'code' && field.includes('/'))
        fields[key] = restore(field, key)
    }
  }
}
