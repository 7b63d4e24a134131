// Preloaded into a child whose Node cannot load TypeScript by itself.
import { register } from 'node:module'

register('./strip.js', import.meta.url)
