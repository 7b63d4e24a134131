// `leaklab new`: writes a first check of the user's own.
import { existsSync, mkdirSync } from 'node:fs'
import { basename, dirname } from 'node:path'
import { createFile, orUsageError } from '../../files/output-file.ts'
import { UsageError } from '../../model/usage-error.ts'
import { words } from '../../report/words/words.ts'
import { print } from '../output.ts'

export function createCheck(name: string, { js = false }: { js?: boolean }): void {
  const path = pathOf(name, js)
  const text = words.firstCheck.renderFirstCheck({ path, typescript: path.endsWith('ts') })
  if (existsSync(path)) throw new UsageError('file-exists', { path })
  orUsageError(path, () => mkdirSync(dirname(path), { recursive: true }))
  createFile(path, text)
  print(words.firstCheck.renderNextSteps(path))
}

/** The path of the file: `cart`, `cart.ts` and `cart.leak.ts` all give `cart.leak.ts`. */
function pathOf(name: string, js: boolean): string {
  const [ending = ''] = /(\.leak)?\.[cm]?[jt]s$/.exec(name) ?? []
  const stem = name.slice(0, name.length - ending.length)
  if (/(^|[\\/])$/.test(stem) || /^\.\.?$/.test(basename(stem)))
    throw new UsageError('name-not-a-file', { name })
  // Only .mjs is an ES module in every package, whatever its `type`.
  if (js || ending.endsWith('js')) return `${stem}.leak.mjs`
  return `${stem}.leak.${ending.endsWith('.mts') ? 'mts' : 'ts'}`
}
