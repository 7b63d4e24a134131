// Opens and analyzes a heap snapshot for a command, with progress; each error says what to do about it.
import { readdirSync } from 'node:fs'
import { analyzeSnapshot, type HeapAnalysis, SnapshotError } from '../../heap/index.ts'
import { UsageError } from '../../model/usage-error.ts'
import { words } from '../../report/words/words.ts'
import { createHeapExplorer, type HeapExplorer } from '../../retention/heap-explorer.ts'
import type { Progress } from '../progress.ts'

/** A snapshot, and its file's name as the user gave it. */
export interface OpenedSnapshot {
  file: string
  analysis: HeapAnalysis
}

/**
 * @param file a path, or `-` for standard input
 * @throws UsageError for a file that cannot be read or is no whole snapshot
 */
export async function openSnapshot(file: string, progress: Progress): Promise<OpenedSnapshot> {
  progress.show(words.session.describeReading(file))
  if (file === '-' && process.stdin.isTTY) {
    throw new UsageError('no-pipe', {})
  }
  try {
    const analysis = await analyzeSnapshot(file === '-' ? process.stdin : file, {
      onProgress: (bytesRead, size) => {
        if (size !== undefined) progress.show(words.session.describeReading(file, bytesRead / size))
      },
      onPhase: (phase, { nodeCount }) =>
        progress.show(words.session.describeAnalyzing(file, nodeCount, phase)),
    })
    return { file, analysis }
  } catch (error) {
    throw error instanceof SnapshotError ? describeSnapshotError(file, error) : error
  }
}

/**
 * Indexes a snapshot for the interactive browser.
 * @throws UsageError where there is not enough memory
 */
export function indexSnapshot({ analysis, file }: OpenedSnapshot, progress: Progress): HeapExplorer {
  const { nodeCount } = analysis.graph
  try {
    return createHeapExplorer(analysis, phase =>
      progress.show(words.session.describeAnalyzing(file, nodeCount, phase)),
    )
  } catch (error) {
    throw error instanceof SnapshotError ? describeSnapshotError(file, error) : error
  }
}

function describeSnapshotError(file: string, error: SnapshotError): UsageError {
  const { code } = (error.cause ?? {}) as NodeJS.ErrnoException
  switch (error.code) {
    case 'unreadable':
      if (code === 'ENOENT') return new UsageError('no-snapshot-file', { file })
      if (code === 'EISDIR')
        return new UsageError('snapshot-is-folder', { file, found: findSnapshotIn(file) })
      return new UsageError('snapshot-unreadable', { message: error.message })
    case 'truncated':
      return new UsageError('snapshot-truncated', { file, message: error.message })
    case 'compressed':
      return new UsageError('snapshot-compressed', { file })
    case 'too-large':
      return new UsageError('snapshot-too-large', { file, message: error.message })
    default: {
      const reason = error.message.replace(/^Not a readable heap snapshot: /, '')
      return new UsageError('not-a-snapshot', { file, reason })
    }
  }
}

function findSnapshotIn(folder: string): string | undefined {
  return readdirSync(folder).find(name => name.endsWith('.heapsnapshot'))
}
