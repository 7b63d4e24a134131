// `--watch`: runs, waits until something changes that the scenarios stand on, and runs again.
import { watch } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { findScenarios } from '../catalog/find-scenarios.ts'
import { findImports } from '../catalog/imports.ts'
import { UsageError } from '../model/usage-error.ts'
import { reportError } from './errors.ts'
import { interruptedBy, interruptible } from './interrupt.ts'
import { readerGone, say } from './output.ts'

/** Editors write a file in several strokes. */
const editorWriteMs = 80

/** @returns never, but by Ctrl-C */
export async function watchAndRun(targets: string[], run: () => Promise<void>): Promise<void> {
  for (;;) {
    const changes = watchFiles(targets)
    try {
      await run().catch(reportAndContinue)
      const path = await interruptible(signal => {
        say('Waiting for a change. Ctrl-C ends.')
        return changes.next(signal)
      })
      say(`${relative(process.cwd(), path)} has changed.\n`)
    } finally {
      changes.close()
    }
  }
}

/** What is wrong now may be right after the next change; who interrupts has had enough. */
async function reportAndContinue(error: unknown): Promise<void> {
  if (interruptedBy(error) !== undefined || readerGone.signal.aborted) throw error
  await reportError(error)
}

interface Changes {
  /** Resolves with a path once something has changed, also before it was asked. */
  next(signal: AbortSignal): Promise<string>
  close(): void
}

/** Folders are watched, not files: an editor may put a new file in the place of the old. */
function watchFiles(targets: string[]): Changes {
  const files = new Set(filesOf(targets).flatMap(file => [...findImports(file)]))
  if (files.size === 0)
    throw new UsageError(
      'there is nothing to watch',
      'name files or folders of yours: leaklab check test/leaks --watch',
    )
  const folders = new Set([...files].map(dirname))
  let changed: string | undefined
  let settle: (() => void) | undefined
  const watchers = [...folders].map(folder =>
    watch(folder, (_, name) => {
      if (name === null) return
      const path = join(folder, name)
      // A new file of code may be a new scenario. Other new files may be what we write ourselves.
      if (!files.has(path) && !/\.[cm]?[jt]s$/.test(path)) return
      changed ??= path
      settle?.()
    }).on('error', () => {}),
  )
  return {
    next: signal =>
      new Promise((resolve, reject) => {
        signal.throwIfAborted()
        signal.addEventListener('abort', () => reject(signal.reason), { once: true })
        settle = () => setTimeout(() => resolve(changed!), editorWriteMs)
        if (changed !== undefined) settle()
      }),
    close() {
      for (const watcher of watchers) watcher.close()
    },
  }
}

/** A target that is wrong for the moment is told by the run itself. */
function filesOf(targets: string[]): string[] {
  try {
    return findScenarios(targets).flatMap(({ file, builtin }) => (builtin ? [] : [file.file]))
  } catch {
    return []
  }
}
