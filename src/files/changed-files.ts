// Which files of a working tree have changed since a commit? Asks git.
import { execFile } from 'node:child_process'
import { resolve } from 'node:path'
import { promisify } from 'node:util'
import { UsageError } from '../model/usage-error.ts'

/** Maximum size of git's output: far more than the longest list of changed files. */
const maxBytes = 64 << 20

/**
 * @param since a commit, a branch, a tag
 * @returns absolute paths of files with committed changes, with uncommitted changes, and of untracked files
 * @throws UsageError when this is no git repository, or it has no such commit
 */
export async function findChangedFiles(since: string): Promise<Set<string>> {
  const root = await git(['rev-parse', '--show-toplevel'], () => new UsageError('no-repository', {}))
  const commit = await git(
    ['rev-parse', '--verify', '--quiet', '--end-of-options', `${since}^{commit}`],
    () => new UsageError('unknown-commit', { commit: since }),
  )
  const failed = ({ message }: Error) => new UsageError('git-failed', { message })
  const tracked = await git(['diff', '--name-only', '-z', commit.trim()], failed)
  const untracked = await git(
    ['ls-files', '--others', '--exclude-standard', '--full-name', '-z', ':/'],
    failed,
  )
  const names = [...tracked.split('\0'), ...untracked.split('\0')].filter(name => name !== '')
  return new Set(names.map(name => resolve(root.trim(), name)))
}

async function git(args: string[], refuse: (error: Error) => UsageError): Promise<string> {
  try {
    return (await promisify(execFile)('git', args, { maxBuffer: maxBytes })).stdout
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') throw new UsageError('git-missing', {})
    throw refuse(error as Error)
  }
}
