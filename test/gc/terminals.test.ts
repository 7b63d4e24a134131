// Output in a pipe and in terminals of all kinds: escape sequences, width, color, cursor.
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { hostile, leaklab, leaklabPath } from './leaklab.ts'
import { openTerminal } from './terminal.ts'

const args = ['run', join(hostile, 'quick.mjs')]
const esc = '\u001b'

/** Runs in a terminal that `script` of util-linux makes; without it the test fails. */
function inTerminal(command: string, env: NodeJS.ProcessEnv = {}, columns = 60, rows = 0) {
  const script = `exec script -qec 'stty cols ${columns} rows ${rows}; ${process.execPath} ${leaklabPath} ${command}' /dev/null`
  return leaklab([], { script, env })
}

test.concurrent('in a pipe there is no escape sequence', async () => {
  const { code, stdout, stderr } = await leaklab(args)
  expect(stdout + stderr).not.toContain(esc)
  expect(stdout).toContain('claim met')
  expect(code).toBe(0)
})

test.concurrent('in a narrow pipe no line is too long', async () => {
  const { stdout } = await leaklab(args, { env: { COLUMNS: '60' } })
  expect(stdout.split('\n').filter(line => line.length > 60)).toEqual([])
  expect(stdout).toContain('claim met')
})

test.concurrent('in a terminal there is color, and the cursor is shown again', async () => {
  const { code, stdout } = await inTerminal(args.join(' '))
  expect(stdout).toContain(`${esc}[3`)
  expect(stdout).toContain(`${esc}[?25l`)
  expect(stdout.lastIndexOf(`${esc}[?25h`)).toBeGreaterThan(stdout.lastIndexOf(`${esc}[?25l`))
  expect(code).toBe(0)
})

test.concurrent('a terminal that reports no width', async () => {
  const { code, stdout } = await inTerminal(args.join(' '), {}, 0)
  expect(stdout).toContain('claim met')
  expect(code).toBe(0)
})

test.concurrent('NO_COLOR turns color off', async () => {
  const { stdout } = await inTerminal(args.join(' '), { NO_COLOR: '1' })
  expect(stdout).not.toContain(`${esc}[3`)
  expect(stdout).toContain('claim met')
})

test.concurrent('a dumb terminal gets plain ASCII text', async () => {
  const { stdout } = await inTerminal(args.join(' '), { TERM: 'dumb' })
  expect(stdout).not.toContain(esc)
  expect(stdout).toMatch(/^[\r\n\t\x20-\x7e]*$/)
  expect(stdout).toContain('claim met')
})

test.concurrent('leaklab without a command and without a terminal says what to try', async () => {
  const { code, stdout } = await leaklab([])
  expect(stdout).toContain('leaklab run strong-cache')
  expect(code).toBe(0)
})

test.concurrent('in a dumb terminal leaklab without a command lists its lessons as lines of ASCII', async () => {
  const terminal = openTerminal('', { env: { TERM: 'dumb' } })
  await terminal.sees('to search all 70 lessons')
  terminal.press('quit\r')
  const { code, screen } = await terminal.ended
  expect(screen).toContain('because TERM is dumb')
  expect(screen).toMatch(/^[\n\x20-\x7e]*$/)
  expect(code).toBe(0)
})

test.concurrent('with LANG=C the screens of the lessons are ASCII', async () => {
  const terminal = openTerminal('play strong-cache', { env: { LANG: 'C' } })
  await terminal.sees('Predict what happens')
  expect(terminal.screen()).toMatch(/^[\n\x20-\x7e]*$/)
  terminal.press('q')
  expect(await terminal.ended).toMatchObject({ code: 0, isRestored: true })
})

test.concurrent.each(['help', 'help run', 'help check', 'list', 'show strong-cache'])(
  'with LANG=C `%s` prints ASCII',
  async command => {
    const { stdout } = await leaklab(command.split(' '), { env: { LANG: 'C' } })
    expect(stdout).toMatch(/^[\n\x20-\x7e]*$/)
  },
)

const numbered = 'sed s/^/PAGED:/'

test.concurrent('a page that is longer than the screen goes through $PAGER, and what fits does not', async () => {
  const long = await inTerminal('list --all', { PAGER: numbered }, 80, 30)
  expect(long.stdout).toMatch(/^PAGED:.*reachability/m)
  expect(long.code).toBe(0)
  const short = await inTerminal('list', { PAGER: numbered }, 80, 30)
  expect(short.stdout).not.toContain('PAGED:')
})

test.concurrent.each([
  ['an empty PAGER', { PAGER: '' }],
  ['PAGER=cat', { PAGER: 'cat' }],
  ['a pager that does not exist', { PAGER: 'no-such-pager' }],
  ['a dumb terminal', { PAGER: numbered, TERM: 'dumb' }],
])('%s: the page is printed as it is', async (_, env) => {
  const { code, stdout } = await inTerminal('show strong-cache', env, 80, 10)
  expect(stdout).toContain('A Map keeps every value')
  expect(stdout).not.toContain('PAGED:')
  expect(code).toBe(0)
})

test.concurrent('in a pipe there is no pager', async () => {
  const { stdout } = await leaklab(['list', '--all'], { env: { PAGER: numbered } })
  expect(stdout).not.toContain('PAGED:')
})

test.concurrent('in a terminal the progress line of a check says how many of the trials have ended', async () => {
  const { stdout } = await inTerminal(`check ${join(hostile, 'quick.mjs')}`, {}, 100)
  expect(stdout).toMatch(/\d of \d+ \| /)
})
