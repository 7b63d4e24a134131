// The version of leaklab, read from package.json.
import { createRequire } from 'node:module'

const built = import.meta.url.endsWith('.js')
const manifest = createRequire(import.meta.url)(built ? '../../../package.json' : '../../package.json') as {
  version: string
}

export const version = manifest.version
