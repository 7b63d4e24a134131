// Writes the texts of all scenarios into one file, for `leaklab list` and the lessons: one file loads faster than seventy
// modules.
import { writeFileSync } from 'node:fs'
import { listBuiltin, loadBuiltin } from '../dist/src/catalog/builtin.js'

const scenarios = await Promise.all(listBuiltin().map(loadBuiltin))
const outlines = Object.fromEntries(scenarios.map(({ id, outline }) => [id, outline]))
writeFileSync(
  new URL('../dist/scenarios/outlines.json', import.meta.url),
  `${JSON.stringify(outlines, null, 1)}\n`,
)
