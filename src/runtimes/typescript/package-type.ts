// Which module type does the nearest package.json declare?
import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

/** `type` of the nearest package.json above a folder, if that file has a valid one. */
export function packageType(folder: string): 'module' | 'commonjs' | undefined {
  try {
    const { type } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { type?: string }
    return type === 'module' || type === 'commonjs' ? type : undefined
  } catch {
    const parent = dirname(folder)
    return parent === folder ? undefined : packageType(parent)
  }
}
