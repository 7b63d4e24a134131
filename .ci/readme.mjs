// Updates the command output in the README: runs the command in each marker, at 80 columns, and inserts what it prints. With
// --tables, only the outputs that are the same on every machine.
import { spawnSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
const path = `${root}README.md`
let text = readFileSync(path, 'utf8')
const onlyTables = process.argv.includes('--tables')

// A session becomes a code block that begins with the command; an output, which is Markdown, is inserted as it is.
text = text.replaceAll(
  /<!-- (session|output): (.*) -->[\s\S]*?<!-- end of \1 -->/g,
  (whole, kind, command) => {
    if (kind === 'session' && onlyTables) return whole
    const { stdout, stderr, status } = spawnSync(command, {
      shell: true,
      cwd: root,
      encoding: 'utf8',
      env: { ...process.env, COLUMNS: '80', NO_COLOR: '1', LC_ALL: 'C.UTF-8' },
    })
    if (status !== 0) throw new Error(`${command} ended with ${status}\n${stderr}`)
    const body =
      kind === 'session'
        ? `\`\`\`console\n$ ${command}\n${stdout.trimEnd()}\n\`\`\``
        : `\n${stdout.trimEnd()}\n`
    return `<!-- ${kind}: ${command} -->\n${body}\n<!-- end of ${kind} -->`
  },
)
writeFileSync(path, text)
