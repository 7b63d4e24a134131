// Captures the session in the README anew: runs the command named in its marker, at 80 columns, and puts what it
// printed in its place.
import { spawnSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
const path = `${root}README.md`
const text = readFileSync(path, 'utf8')
const marker = /<!-- session: (.*) -->[\s\S]*?<!-- end of session -->/
const [, command] = marker.exec(text)
const { stdout, stderr, status } = spawnSync(command, {
  shell: true,
  cwd: root,
  encoding: 'utf8',
  env: { ...process.env, COLUMNS: '80', NO_COLOR: '1', LC_ALL: 'C.UTF-8' },
})
if (status !== 0) throw new Error(`${command} ended with ${status}\n${stderr}`)
const session = `<!-- session: ${command} -->\n\`\`\`console\n$ ${command}\n${stdout.trimEnd()}\n\`\`\`\n<!-- end of session -->`
writeFileSync(
  path,
  text.replace(marker, () => session),
)
