// The scenario file that `leaklab new` writes: it can be run at once, and its comments explain each part.

import { cleanLine } from '../../terminal/clean.ts'
import { shellWord } from '../../terminal/shell-word.ts'

export interface FirstCheck {
  /** The path as the user typed it. */
  path: string
  typescript: boolean
}

/** Renders the text of the file. */
export function renderFirstCheck({ path, typescript }: FirstCheck): string {
  const [typeImport, lab] = typescript ? ["import type { Lab } from 'leaklab'\n", 'lab: Lab'] : ['', 'lab']
  const typeComment = typescript ? '' : "/** @param {import('leaklab').Lab} lab */\n"
  // A line break in the path would end the comment.
  const argument = shellWord(cleanLine(path, { unicode: true }))
  const own = typescript ? './my-module.ts' : './my-module.js'
  return `// A check of leaklab. Run it:
//   npx leaklab run ${argument}     what happened, as tables, and what holds what survived
//   npx leaklab check ${argument}   one line and an exit code, for CI
import { EventEmitter } from 'node:events'
${typeImport}
// What you want to check. As many modules as it needs, imported as anywhere:
// import { createClient } from '${own}'

// The outer function builds the world, once: a server, a client, a cache.
${typeComment}export default (${lab}) => {
  const bus = new EventEmitter()
  // Called at the very end: close what is open.
  lab.defer(() => bus.removeAllListeners())

  // The inner function is the step. It is called some thousand times, and should leave nothing behind.
  // It may be async.
  return () => {
    // "This may die after this step." Leaks are found without it; with it each object is counted, and its holder named.
    const listener = lab.watch(() => {}, 'listener')
    bus.on('message', listener)
    bus.emit('message')
    // Take this line away, run it again, and see the leak.
    bus.off('message', listener)
  }
}
`
}

/** The message after the file was written: what to run next. */
export function renderNextSteps(path: string): string {
  const name = cleanLine(path, { unicode: true })
  return `${name} is written. See what it does:

  npx leaklab run ${shellWord(name)}
  npx leaklab check ${shellWord(name)}
`
}
