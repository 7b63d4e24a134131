// Are the README and the pages of docs/ right? What they show of commands is what these print, their examples compile and work,
// their commands exist, and their links lead somewhere.
import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { leaklab, newFolder, root } from './leaklab.ts'

const docs = readdirSync(join(root, 'docs'))
  .filter(name => name.endsWith('.md'))
  .map(name => `docs/${name}`)
const pages = ['README.md', ...docs]
const textOf = (page: string) => readFileSync(join(root, page), 'utf8')

test('the README is short', () => {
  expect(textOf('README.md').split('\n').length).toBeLessThanOrEqual(250)
})

test('the pictures are what the recording beside them shows', async () => {
  // The module draws from what was built, so it has no types.
  const { drawFrames } = (await import(join(root, '.ci/frames.mjs'))) as {
    drawFrames(): Promise<Record<string, string>>
  }
  const pictures = await drawFrames()
  expect(Object.keys(pictures)).toHaveLength(3)
  for (const [name, svg] of Object.entries(pictures))
    expect(readFileSync(join(root, 'docs/frames', name), 'utf8'), `\`npm run readme\` draws ${name}`).toBe(
      svg,
    )
})

interface Shown {
  kind: 'session' | 'project session' | 'listing' | 'output'
  command: string
  /** What the page has. */
  written: string
  /** What the command prints now. */
  printed: string
}

/**
 * The words of a session: without figures, which differ from run to run, and without the rows of tables and charts, whose
 * number differs.
 */
function wordsOf(session: string): string {
  const lines: string[] = []
  let isTable = false
  for (const line of session.split('\n')) {
    if (line.trim() === '') isTable = false
    if (/^─+$/.test(line.trim())) isTable = true
    else if (!isTable && !/[▁-█│┤├└┘┌┐⠁-⣿]|^and .*of the engine's own/.test(line)) lines.push(line)
  }
  return lines
    .join(' ')
    .replaceAll(/fingerprint [0-9a-f]{12}/g, 'fingerprint #')
    .replaceAll(/(all|\d+ %) of (what grew|the growth)/g, '# of the growth')
    .replaceAll(/@\d+/g, '@#')
    .replaceAll(/[+−]?\d[\d.,]*( ?(GB|MB|kB|B|ms|s)\b)?/g, '#')
    .replaceAll(/\s+/g, ' ')
    .trim()
}

test.each(pages)('%s shows what its commands print', { timeout: 600_000 }, async page => {
  const script = `${process.execPath} .ci/readme.mjs --json ${page}`
  const { stdout, stderr, code } = await leaklab([], { script, limitMs: 600_000 })
  expect(code, stderr).toBe(0)
  for (const { kind, command, written, printed } of JSON.parse(stdout) as Shown[]) {
    const form = kind.endsWith('session') ? wordsOf : (text: string) => text
    expect.soft(form(written), `${command}: \`npm run readme\` updates the page`).toBe(form(printed))
  }
})

test('the words of a session', () => {
  const run = (rounds: string, found: string) => wordsOf(`A title\n\nround  heap\n───\n${rounds}\n\n${found}`)
  const some = run('1  +3.8 MB\n2  +1 kB', 'LEAKING  grows by 920 B per iteration')
  expect(run('1  +3.9 MB', 'LEAKING  grows by 1,021 B\nper iteration')).toBe(some)
  expect(run('1  +3.9 MB', 'PLATEAU  grows by 920 B per iteration')).not.toBe(some)
  expect(run('1  +3.9 MB', 'LEAKING  grows by 920 B per round')).not.toBe(some)
})

/** The examples of a page: name and code. */
const examplesOf = (page: string) =>
  [...textOf(page).matchAll(/<!-- example: (\S+) -->\n```[a-z]+\n([\s\S]*?)```/g)].map(
    ([, name, code]) => [name!, code!] as const,
  )

test.each(pages)('%s: every block of code is an example that is tried', page => {
  const blocks = [...textOf(page).matchAll(/^```(?:ts|js)$/gm)]
  expect(examplesOf(page)).toHaveLength(blocks.length)
})

/** Writes the examples of a page into a project that depends on this package, and compiles them against its types. */
function compileExamples(examples: readonly (readonly [name: string, code: string])[]): string {
  const folder = newFolder()
  mkdirSync(join(folder, 'node_modules/@types'), { recursive: true })
  symlinkSync(root, join(folder, 'node_modules/leaklab'))
  for (const name of ['vitest', '@types/node'])
    symlinkSync(join(root, 'node_modules', name), join(folder, 'node_modules', name))
  for (const [name, code] of examples) {
    mkdirSync(dirname(join(folder, name)), { recursive: true })
    writeFileSync(join(folder, name), code)
  }
  const compilerOptions = {
    ...{ target: 'ES2023', module: 'NodeNext', types: ['node'], strict: true, skipLibCheck: false },
    ...{ allowJs: true, checkJs: false, outDir: 'built', rootDir: '.' },
  }
  writeFileSync(
    join(folder, 'tsconfig.json'),
    JSON.stringify({ compilerOptions, files: examples.map(([name]) => name) }),
  )
  writeFileSync(join(folder, 'package.json'), '{ "type": "module" }')
  execFileSync(process.execPath, [join(root, 'node_modules/typescript/bin/tsc'), '-p', folder], {
    encoding: 'utf8',
    stdio: 'pipe',
  })
  return folder
}

const withExamples = pages.filter(page => examplesOf(page).length > 0)
test.each(withExamples)('%s: the examples compile and work', { timeout: 600_000 }, async page => {
  const folder = compileExamples(examplesOf(page))
  const names = examplesOf(page).map(([name]) => name)
  const sessions = [...textOf(page).matchAll(/<!-- project session: .* -->/g)].join('\n')
  const run = (script: string) =>
    leaklab([], { script: `${process.execPath} ${script}`, cwd: join(folder, 'built') })
  if (names.some(name => name.endsWith('.test.ts'))) {
    const { code, words } = await run('../node_modules/vitest/vitest.mjs run --root .')
    expect(code, words).toBe(0)
  }
  for (const name of names.filter(name => name.endsWith('.node.mjs'))) {
    const { code, words } = await run(`--test ${name}`)
    expect(code, words).toBe(0)
  }
  if (names.includes('library.ts')) {
    const { stdout } = await run('library.js')
    expect(stdout).toMatch(/^collected true\n(.* (collected|leaking)\n){4}0\n$/)
  }
  // The other scenarios are in sessions, whose output is compared.
  const checks = names.filter(name => name.includes('.leak.') && !sessions.includes(name))
  if (checks.length === 0) return
  const { code, words } = await leaklab(['check', ...checks, '--no-config'], { cwd: folder })
  expect(code, words).toBe(0)
})

/** The help text of each command, by its name: `heap diff`; of leaklab itself under an empty name. */
const help = new Map<string, string>()
/** Names and chapters of the catalog. */
let catalog: string[] = []
beforeAll(async () => {
  const read = async (...words: string[]): Promise<void> => {
    const { stdout } = await leaklab([...words, '--help'])
    help.set(words.join(' '), stdout)
    const [, commands = ''] = /\nCommands:\n([\s\S]*?)\n\n/.exec(`${stdout}\n\n`) ?? []
    for (const [, name] of commands.matchAll(/^ {2}([a-z]\S*)/gm)) await read(...words, name!)
  }
  await read()
  const listed = JSON.parse((await leaklab(['list', '--json'])).stdout) as { slug: string; chapter: string }[]
  catalog = listed.flatMap(({ slug, chapter }) => [slug, chapter])
})

/** What is wrong with a command line of leaklab, or undefined. */
function findMistake(command: string): string | undefined {
  const words = command.replace(/^(npx )?leaklab ?/, '').match(/'[^']*'|\S+/g) ?? []
  const names = [words.slice(0, 2), words.slice(0, 1), []].map(some => some.join(' '))
  const name = names.find(name => help.has(name))!
  const [first] = words
  if (name === '' && first !== undefined && !first.startsWith('-')) return `no command ${first}`
  const options = words.flatMap(word => /^--[a-z-]+/.exec(word)?.[0] ?? [])
  const unknown = options.find(option => !new RegExp(`${option}\\b(?!-)`).test(help.get(name)!))
  if (unknown !== undefined) return `leaklab ${name} has no option ${unknown}`
  if (name !== 'run' && name !== 'show') return undefined
  const target = words.slice(1).find(word => /^[a-z-]+$/.test(word) && !word.startsWith('-'))
  return target === undefined || catalog.includes(target) ? undefined : `no scenario ${target}`
}

const { scripts } = JSON.parse(textOf('package.json')) as { scripts: Record<string, string> }

/** What is wrong with any command of a page, or undefined. */
function findMistakeIn(command: string): string | undefined {
  if (/^(npx )?leaklab\b/.test(command)) return findMistake(command)
  const [, script] = /^npm run (\S+)/.exec(command) ?? []
  if (script !== undefined) return script in scripts ? undefined : `no script ${script}`
  const [, program] = /^node (\.ci\/\S+)/.exec(command) ?? []
  if (program !== undefined) return existsSync(join(root, program)) ? undefined : `no file ${program}`
  return /^(npm ci|npm test|gunzip -c \S+)$/.test(command)
    ? undefined
    : 'a command that this test does not know'
}

/** The commands in the `sh` blocks of a page. */
const commandsOf = (page: string) =>
  [...textOf(page).matchAll(/^```sh\n([\s\S]*?)^```$/gm)]
    .flatMap(([, block]) => block!.trim().split('\n'))
    .flatMap(line => line.split(/ && | \| /))

test.each(pages)('%s: the commands exist', page => {
  const text = textOf(page)
  const inText = [...text.matchAll(/`((?:npx )?leaklab|npm run|node \.ci\/)([^`]*)`/g)]
    .map(([, start, rest]) => `${start}${rest}`)
    .filter(code => !code.startsWith('leaklab/') && !code.startsWith('leaklab.'))
  const mistakes = [...commandsOf(page), ...inText].flatMap(command => {
    const mistake = findMistakeIn(command)
    return mistake === undefined ? [] : [`${command}: ${mistake}`]
  })
  const options = [...text.matchAll(/`(--[a-z-]+)[^`]*`/g)].map(([, option]) => option!)
  const allHelp = [...help.values()].join('\n')
  const unknown = options.filter(option => !new RegExp(`${option}\\b(?!-)`).test(allHelp))
  expect([...mistakes, ...unknown]).toEqual([])
})

test('a command that does not exist is found', () => {
  expect(findMistakeIn('npx leaklab rn strong-cache')).toBe('no command rn')
  expect(findMistakeIn('npx leaklab run strong-cash')).toBe('no scenario strong-cash')
  expect(findMistakeIn('npx leaklab run strong-cache --bail')).toBe('leaklab run has no option --bail')
  expect(findMistakeIn('npx leaklab heap diff 1.heapsnapshot 2.heapsnapshot --why')).toMatch(
    /no option --why/,
  )
  expect(findMistakeIn('npm run nothing')).toBe('no script nothing')
  expect(findMistakeIn('node .ci/nothing.mjs')).toBe('no file .ci/nothing.mjs')
})

test('the two commands are in the README, and CI runs the second', () => {
  const lines = textOf('README.md').split('\n')
  expect(lines).toContain('npm ci && npx leaklab run strong-cache')
  expect(lines).toContain('npm ci && npm test')
  expect(readFileSync(join(root, '.ci/run'), 'utf8').trimEnd()).toMatch(/\nnpm ci && npm test$/)
})

/** The anchors of a page: its headings, as GitHub names them. */
const anchorsOf = (text: string) =>
  [...text.matchAll(/^#+ (.*)$/gm)].map(([, heading]) =>
    heading!
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N}\s_-]/gu, '')
      .replaceAll(' ', '-'),
  )

test.each([...pages, 'CONTRIBUTING.md', 'src/README.md'])('%s: the links lead somewhere', page => {
  const links = [...textOf(page).matchAll(/\]\(([^)\s]+)\)/g)].map(([, link]) => link!)
  const broken = links.filter(link => {
    if (/^https?:/.test(link)) return false
    const [path, anchor] = link.split('#')
    const target = path === '' ? join(root, page) : join(root, dirname(page), path!)
    if (!existsSync(target)) return true
    return anchor !== undefined && !anchorsOf(readFileSync(target, 'utf8')).includes(anchor)
  })
  expect(broken).toEqual([])
})

test('the README leads to every page, and the command line has every command', () => {
  for (const page of docs) expect.soft(textOf('README.md')).toContain(`](${page})`)
  for (const name of help.keys())
    if (name !== '') expect.soft(textOf('docs/command-line.md')).toContain(`\n### leaklab ${name}\n`)
})
