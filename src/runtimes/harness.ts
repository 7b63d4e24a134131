// The program that a child of a JavaScript engine runs.
import { fileURLToPath } from 'node:url'

export const harness = fileURLToPath(new URL('../harness/main.js', import.meta.url))
