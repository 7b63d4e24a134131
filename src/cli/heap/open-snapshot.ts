// Opens and analyzes a heap snapshot for a command, with progress; each error says what to do about it.
import { readdirSync } from 'node:fs'
import { analyzeSnapshot, type HeapAnalysis, SnapshotError } from '../../heap/index.ts'
import { UsageError } from '../../model/usage-error.ts'
import { words } from '../../report/words/words.ts'
import type { Progress } from '../progress.ts'

const howToTakeOne =
  'v8.writeHeapSnapshot() writes one, and so does `node --heapsnapshot-signal=SIGUSR2 app.js`'

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
  progress.show(`Reading ${file}`)
  if (file === '-' && process.stdin.isTTY) {
    throw new UsageError(
      '- reads a snapshot from a pipe, and there is none',
      'gunzip -c app.gz | leaklab heap -',
    )
  }
  try {
    const analysis = await analyzeSnapshot(file === '-' ? process.stdin : file, {
      onProgress: (bytesRead, size) => {
        if (size !== undefined) progress.show(`Reading ${file}: ${Math.floor((100 * bytesRead) / size)} %`)
      },
      onPhase: (phase, { nodeCount }) =>
        progress.show(`Analyzing ${file}, ${words.numbers.formatCount(nodeCount)} nodes: ${phase}`),
    })
    return { file, analysis }
  } catch (error) {
    throw error instanceof SnapshotError ? describeSnapshotError(file, error) : error
  }
}

function describeSnapshotError(file: string, error: SnapshotError): UsageError {
  const { code } = (error.cause ?? {}) as NodeJS.ErrnoException
  switch (error.code) {
    case 'unreadable':
      if (code === 'ENOENT')
        return new UsageError(`there is no file ${file}`, `check its path; ${howToTakeOne}`)
      if (code === 'EISDIR') return new UsageError(`${file} is a folder`, adviseOnFolder(file))
      return new UsageError(error.message, 'check the path and the rights of the file')
    case 'truncated':
      return new UsageError(
        `${file} is not complete: ${error.message}`,
        'let the process that writes it run until the file is complete; is the disk full?',
      )
    case 'compressed':
      return new UsageError(`${file} is compressed`, `unpack it first: \`gunzip ${file}\``)
    case 'too-large':
      return new UsageError(
        `${file} is too large: ${error.message}`,
        'open it where more memory is free, or take it earlier; --max-old-space-size changes nothing here',
      )
    default: {
      const reason = error.message.replace(/^Not a readable heap snapshot: /, '')
      return new UsageError(`${file} is no heap snapshot: ${reason}`, howToTakeOne)
    }
  }
}

function adviseOnFolder(folder: string): string {
  const [found] = readdirSync(folder).filter(name => name.endsWith('.heapsnapshot'))
  return found === undefined ? howToTakeOne : `name a file in it, such as ${found}`
}
