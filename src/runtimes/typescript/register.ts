// Preloaded into a child whose Node cannot load TypeScript: registers the hook that strips types.
import { register } from 'node:module'

register('./strip.js', import.meta.url)
