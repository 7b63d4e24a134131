// Our own version, read from package.json: it is written down once.
import { createRequire } from 'node:module'

const built = import.meta.url.endsWith('.js')
const manifest = createRequire(import.meta.url)(built ? '../../../package.json' : '../../package.json') as {
  version: string
}

export const version = manifest.version
