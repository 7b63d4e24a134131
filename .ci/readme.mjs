// Updates what the README and the pages of docs/ show of commands: runs the command in each marker, at 80 columns, and inserts
// what it prints.
//   node .ci/readme.mjs [--tables] [--json] [page...]
// --tables: only what is the same on every machine. --json: changes no file, and prints what is written and what is printed.
import { spawnSync } from 'node:child_process'
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { parseArgs } from 'node:util'

const root = resolve(import.meta.dirname, '..')
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { tables: { type: 'boolean' }, json: { type: 'boolean' } },
})
const docs = readdirSync(join(root, 'docs')).filter(name => name.endsWith('.md'))
const pages = positionals.length > 0 ? positionals : ['README.md', ...docs.map(name => `docs/${name}`)]

/**
 * The kinds of markers:
 * - session: a code block with the command and what it prints; figures differ from run to run;
 * - engine session: the same, of several engines; left out with --json, because a machine need not have them;
 * - project session: the same in a new project that has the examples of the page and depends on leaklab;
 * - listing: a code block of what is the same on every machine;
 * - output: Markdown, inserted as it is.
 */
const marker =
  /<!-- (session|engine session|project session|listing|output): (.*) -->\n([\s\S]*?)<!-- end of \1 -->/g
const example = /<!-- example: (\S+) -->\n```[a-z]+\n([\s\S]*?)```/g

const shown = pages.flatMap(updatePage)
if (values.json) console.log(JSON.stringify(shown))

/** @returns for each marker what the page has, and what the command prints now */
function updatePage(page) {
  const path = join(root, page)
  const text = readFileSync(path, 'utf8')
  const project = makeProject(text)
  process.once('exit', () => rmSync(project, { recursive: true }))
  const found = []
  const updated = text.replaceAll(marker, (whole, kind, command, written) => {
    const isSession = kind.endsWith('session')
    if (isSession && values.tables) return whole
    if (kind === 'engine session' && values.json) return whole
    const printed = run(command, kind === 'project session' ? project : root)
    const body = kind === 'output' ? `\n${printed}\n\n` : `\`\`\`console\n$ ${command}\n${printed}\n\`\`\`\n`
    found.push({ page, kind, command, written, printed: body })
    return `<!-- ${kind}: ${command} -->\n${body}<!-- end of ${kind} -->`
  })
  if (!values.json) writeFileSync(path, updated)
  return found
}

/** A new project with the examples of a page, as its reader would have it. */
function makeProject(text) {
  const folder = mkdtempSync(join(tmpdir(), 'leaklab-docs-'))
  mkdirSync(join(folder, 'node_modules/.bin'), { recursive: true })
  symlinkSync(root, join(folder, 'node_modules/leaklab'))
  symlinkSync(join(root, 'bin/leaklab.js'), join(folder, 'node_modules/.bin/leaklab'))
  writeFileSync(join(folder, 'package.json'), '{ "type": "module" }')
  for (const [, name, code] of text.matchAll(example)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true })
    writeFileSync(join(folder, name), code)
  }
  return folder
}

/** @returns what a command prints; exit code 1 is a result too: a claim is refuted */
function run(command, cwd) {
  const env = { ...process.env, COLUMNS: '80', NO_COLOR: '1', LC_ALL: 'C.UTF-8' }
  // Under GitHub Actions annotations would be added.
  delete env.GITHUB_ACTIONS
  const { stdout, stderr, status } = spawnSync(command, { shell: true, cwd, encoding: 'utf8', env })
  if (status > 1 || stdout === '') throw new Error(`${command} ended with ${status}\n${stderr}`)
  return stdout.trimEnd()
}
