// Puts the words of all scenarios into one file, from which `leaklab list` and the chooser take them: loading one file is quicker
// than loading seventy modules.
import { writeFileSync } from 'node:fs'
import { listBuiltin, loadBuiltin } from '../dist/src/catalog/builtin.js'

const scenarios = await Promise.all(listBuiltin().map(loadBuiltin))
const outlines = Object.fromEntries(scenarios.map(({ id, outline }) => [id, outline]))
writeFileSync(
  new URL('../scenarios/outlines.json', import.meta.url),
  `${JSON.stringify(outlines, null, 1)}\n`,
)
