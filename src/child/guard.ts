// Ends the children of a process that cannot do so itself any more, and removes its snapshots: it was killed, or ran out of memory. A shell
// reads which there are, and the system ends its input together with this process. There is none on Windows.
import { spawn } from 'node:child_process'
import type { Socket } from 'node:net'

/**
 * `+12` is added to the list of process groups, and `-12` removed; `=path` is added to the folders, and `~path` removed. At the end of the input
 * the groups and folders that are left are killed and removed.
 */
const script = `
list=' '
set --
while IFS= read -r line; do
  what=\${line#?}
  case $line in
    +*) list="$list$what " ;;
    -*) list="\${list%% $what *} \${list#* $what }" ;;
    =/*) set -- "$@" "$what" ;;
    '~'/*) for path do shift; [ "$path" = "$what" ] || set -- "$@" "$path"; done ;;
  esac
done
for pid in $list; do kill -9 "-$pid" 2>/dev/null; done
[ $# = 0 ] || /bin/rm -rf -- "$@"
`

/** The shell's input; undefined before the first child, and where none could be started. */
let list: Socket | undefined

/** From now on the process group of a child is ended with this process. */
export function guardGroup(pid: number): void {
  if (process.platform === 'win32') return
  list ??= startShell()
  list?.write(`+${pid}\n`)
}

/** The child has ended; its id may be given to another process. */
export function releaseGroup(pid: number): void {
  list?.write(`-${pid}\n`)
}

/** From now on a folder is removed with this process. */
export function guardFolder(path: string): void {
  if (!path.includes('\n')) list?.write(`=${path}\n`)
}

/** The folder has been removed; its name may be given to another one. */
export function releaseFolder(path: string): void {
  if (!path.includes('\n')) list?.write(`~${path}\n`)
}

function startShell(): Socket | undefined {
  // A session of its own: Ctrl-C in the terminal ends the others, and must not end this one before them.
  const shell = spawn('/bin/sh', ['-c', script], {
    stdio: ['pipe', 'ignore', 'ignore'],
    cwd: '/',
    env: {},
    detached: true,
  })
  // Without a shell nothing is guarded.
  shell.on('error', () => {})
  shell.unref()
  const input = shell.stdin as Socket | undefined
  input?.on('error', () => {})
  input?.unref()
  return input
}
