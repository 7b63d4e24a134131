// Removes dist/, so that a build never ships the output of a source file that was deleted.
import { rmSync } from 'node:fs'

rmSync(new URL('../dist', import.meta.url), { recursive: true, force: true })
