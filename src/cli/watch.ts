// `--watch`: runs, waits until a file changes that the scenarios depend on, and runs again.

import { relative } from 'node:path'
import { findScenarios } from '../catalog/find-scenarios.ts'
import { UsageError } from '../model/usage-error.ts'
import { words } from '../report/words/words.ts'
import { reportError } from './errors.ts'
import { interruptedBy, interruptible } from './interrupt.ts'
import { outputClosed, say } from './output.ts'
import { sayUnresolved } from './unresolved-imports.ts'
import { editorWriteMs, watchFoldersOf } from './watch-folders.ts'

/** Never resolves; Ctrl-C rejects it. */
export async function watchAndRun(targets: string[], run: () => Promise<void>): Promise<void> {
  const { findImports } = await import('../catalog/imports.ts')
  const warned = new Set<string>()
  /** Says once per scenario file that an import could not be followed. */
  function findFiles(file: string): Set<string> {
    const { files, unresolved } = findImports(file)
    if (!warned.has(file)) sayUnresolved(unresolved, words.session.changeUnnoticed)
    if (unresolved.length > 0) warned.add(file)
    return files
  }
  for (;;) {
    const changes = watchFiles(targets, findFiles)
    try {
      await run().catch(reportAndContinue)
      const path = await interruptible(signal => {
        say(words.session.waiting)
        return changes.next(signal)
      })
      say(`${words.session.describeChange(relative(process.cwd(), path))}\n`)
    } finally {
      changes.close()
    }
  }
}

/** Reports an error and lets the loop go on, because the next change may fix it. Throws where the user has interrupted. */
async function reportAndContinue(error: unknown): Promise<void> {
  if (interruptedBy(error) !== undefined || outputClosed.signal.aborted) throw error
  await reportError(error)
}

interface Changes {
  /** Resolves with the path of the first change, also when it came before the call. */
  next(signal: AbortSignal): Promise<string>
  close(): void
}

/** The run starts a moment after the first change. */
function watchFiles(targets: string[], findFiles: (file: string) => Set<string>): Changes {
  const files = new Set(filesOf(targets).flatMap(file => [...findFiles(file)]))
  if (files.size === 0) throw new UsageError('nothing-to-watch', {})
  let changed: string | undefined
  let settle: (() => void) | undefined
  const close = watchFoldersOf(files, path => {
    // A new code file may be a new scenario. Other new files may be leaklab's own output.
    if (!files.has(path) && !/\.[cm]?[jt]s$/.test(path)) return
    changed ??= path
    settle?.()
  })
  return {
    next: signal =>
      new Promise((resolve, reject) => {
        signal.throwIfAborted()
        signal.addEventListener('abort', () => reject(signal.reason), { once: true })
        settle = () => setTimeout(() => resolve(changed!), editorWriteMs)
        if (changed !== undefined) settle()
      }),
    close,
  }
}

/** The user's files among the targets. None when a target is wrong: the run itself reports that. */
function filesOf(targets: string[]): string[] {
  try {
    return findScenarios(targets).flatMap(({ file, builtin }) => (builtin ? [] : [file.file]))
  } catch {
    return []
  }
}
