// The interactive program in a real terminal, with real measurements: a lesson by its keys, and every way out.
import { execFileSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { leaklab, leaklabPath, newFolder, until } from './leaklab.ts'
import { openTerminal, type RealTerminal } from './terminal.ts'

/** What a shell runs. */
const leaklabCommand = `${process.execPath} ${leaklabPath}`

/** From the list of lessons to the answer: each key, and what is on the screen before it is pressed. */
const toTheAnswer: [key: string, sees: string][] = [
  ['\r', 'Your first hour'],
  ['\r', 'Predict what happens'],
  ['\r', '> '],
  ['1', 'What will happen to its memory?'],
  ['1', 'It leaks, because'],
  ['1', 'How sure are you?'],
]

async function predict(terminal: RealTerminal): Promise<void> {
  for (const [key, text] of toTheAnswer) {
    await terminal.sees(text)
    terminal.press(key)
  }
}

test.concurrent('the first lesson by its keys, and the terminal as it was', async () => {
  const terminal = openTerminal('')
  await predict(terminal)
  await terminal.sees('after the collection')
  terminal.press('\r')
  await terminal.sees('the measurement is complete')
  // The verdict comes later, after the heap snapshot.
  await terminal.sees('Enter go on')
  terminal.press('\r')
  await terminal.sees('What did the curve do')
  terminal.press('1')
  await terminal.sees('The heap shows: it grows by')
  terminal.press('\r')
  await terminal.sees('●  Map')
  terminal.press('x')
  await terminal.sees('deleted on logout: it is collected')
  terminal.press('\r')
  await terminal.sees('A Map keeps every value until its key is deleted')
  terminal.press('h')
  await terminal.sees('1 lesson done, 1 prediction right')
  terminal.press('q')
  const { code, isRestored, screen } = await terminal.ended
  expect(isRestored).toBe(true)
  expect(screen).toContain('1 lesson done, 1 prediction right. To go on: leaklab')
  expect(code).toBe(0)
})

/** From the curve to the rule. */
const toTheRule: [sees: string, key: string][] = [
  ['after the collection', '\r'],
  ['Enter go on', '\r'],
  ['What did the curve do', '1'],
  ['The heap shows: it grows by', '\r'],
  ['●  Map', '\r'],
  ['deleted on logout: it is collected', '\r'],
]

const scenes: [name: string, reach: (terminal: RealTerminal) => Promise<void>][] = [
  ['in the list of lessons', terminal => terminal.sees('Your first hour')],
  [
    'while it is measured',
    async terminal => {
      await predict(terminal)
      await terminal.sees('after the collection')
    },
  ],
  [
    'while engines are compared',
    async terminal => {
      await predict(terminal)
      for (const [text, key] of toTheRule) {
        await terminal.sees(text)
        terminal.press(key)
      }
      await terminal.sees('e engines')
      terminal.press('e')
      await terminal.sees('Strong cache: engines side by side')
      // The first variant in this Node is measured, and the next trial has begun.
      await terminal.sees('leaking')
      await until('the next one is measured', () => /round \d/.test(terminal.screen()))
    },
  ],
]
const ways: [name: string, code: number | null, leave: (terminal: RealTerminal) => void][] = [
  ['Ctrl-C', 0, terminal => terminal.press('\u0003')],
  ['SIGTERM', 143, terminal => terminal.signal('SIGTERM')],
  ['SIGHUP', 129, terminal => terminal.signal('SIGHUP')],
]

test.concurrent.each(
  scenes.flatMap(([scene, reach]) => ways.map(([way, code, leave]) => ({ scene, way, reach, code, leave }))),
)('$way $scene: the terminal is as it was, and nothing is left', async ({ code, leave, reach }) => {
  const terminal = openTerminal('')
  await reach(terminal)
  leave(terminal)
  const ended = await terminal.ended
  expect(ended.isRestored).toBe(true)
  expect(ended.code).toBe(code)
})

test.concurrent('when the window is closed, nothing is left', async () => {
  const terminal = openTerminal('play strong-cache')
  await terminal.sees('Predict what happens')
  terminal.close()
  await terminal.ended
})

test.concurrent('Ctrl-Z stops it, fg goes on where it was', async () => {
  const terminal = openTerminal('', { isShell: true })
  await terminal.sees('ready> ')
  terminal.press(`${leaklabCommand} play strong-cache\r`)
  await terminal.sees('Predict what happens')
  terminal.press('\u001a')
  await terminal.sees('Stopped')
  terminal.press('fg\r')
  await terminal.sees('Predict what happens')
  terminal.press('q')
  await terminal.sees('To go on: leaklab')
  terminal.press('exit\r')
  expect(await terminal.ended).toMatchObject({ code: 0, isRestored: true })
})

test.concurrent('resized in the middle, it is drawn anew for the new size', async () => {
  const terminal = openTerminal('play strong-cache', { columns: 140, rows: 45 })
  await terminal.sees('question code predict watch')
  terminal.resize(60, 20)
  await terminal.sees('1/8 question')
  const lines = terminal.screen().split('\n')
  expect(lines[0]).toMatch(/^Strong cache .*1\/8 question$/)
  expect(lines.at(-2)).toContain('q leave')
  terminal.press('\u0003')
  expect(await terminal.ended).toMatchObject({ code: 0, isRestored: true })
})

test.concurrent('a recording is played in a terminal, and printed where there is none', async () => {
  const file = join(newFolder(), 'r.leaklab')
  await leaklab(['run', 'strong-cache', '--variant', 'deleted on logout', '--no-paths', '--record', file])
  const terminal = openTerminal(`replay ${file}`)
  // It plays by itself, and the first event may be over before this looks.
  await terminal.sees('event ')
  terminal.press('0')
  await terminal.sees('Set-up: the scenario is set up')
  terminal.press('9')
  await terminal.sees('collected: keeps none of')
  terminal.press('0.')
  await terminal.sees('event 2 of')
  terminal.press('q')
  expect(await terminal.ended).toMatchObject({ code: 0, isRestored: true })
  const printed = await leaklab(['replay', file])
  expect(printed.stdout).toContain('scenario dropped')
  const reported = openTerminal(`replay --report ${file}`)
  await reported.ended
  expect(reported.screen()).toContain('claim met')
})

test.concurrent('of a recording that was cut off, what is there is played, and then it is said', async () => {
  const file = join(newFolder(), 'r.leaklab')
  await leaklab(['run', 'strong-cache', '--variant', 'deleted on logout', '--no-paths', '--record', file])
  writeFileSync(file, readFileSync(file, 'utf8').replace(/\{"end".*\n$/, ''))
  const terminal = openTerminal(`replay ${file}`)
  // It plays by itself, and the first event may be over before this looks.
  await terminal.sees('event ')
  terminal.press('0')
  await terminal.sees('Set-up: the scenario is set up')
  terminal.press('q')
  const { code, screen } = await terminal.ended
  expect(screen.replaceAll('\n', '')).toContain('the file was cut off')
  expect(code).toBe(2)
})

test.concurrent('a scenario is copied, and measured anew when it is saved', async () => {
  const folder = newFolder()
  const terminal = openTerminal('edit strong-cache', { cwd: folder })
  await terminal.sees('unbounded Map                    leaking')
  await terminal.sees('deleted on logout                collected')
  const file = join(folder, 'strong-cache.ts')
  const copy = readFileSync(file, 'utf8')
  writeFileSync(file, copy.replace("users.emit('logout', id)", 'cache.delete(id)'))
  await terminal.sees('before: leaking, now: collected')
  writeFileSync(file, 'export default {')
  await terminal.sees('r measure again')
  await until('the mistake is shown', () => /Error|Unexpected|expected/.test(terminal.screen()))
  writeFileSync(file, copy)
  await terminal.sees('run 4')
  terminal.press('q')
  expect(await terminal.ended).toMatchObject({ code: 0, isRestored: true })
  expect(readFileSync(file, 'utf8')).toBe(copy)
})

test.concurrent('a snapshot is browsed in a terminal, and printed where there is none or with --report', async () => {
  const folder = newFolder()
  const program = join(folder, 'sessions.mjs')
  writeFileSync(
    program,
    `import { writeHeapSnapshot } from 'node:v8'
class Session { user = { name: 'a' } }
globalThis.sessions = new Map(Array.from({ length: 20 }, (_, id) => [id, new Session()]))
writeHeapSnapshot('a.heapsnapshot')`,
  )
  execFileSync(process.execPath, [program], { cwd: folder })
  const terminal = openTerminal('heap a.heapsnapshot', { cwd: folder })
  await terminal.sees('constructor ')
  terminal.press('/session')
  await terminal.sees('Filter: session_')
  terminal.press('\r\r')
  await terminal.sees('Session: 20 instances')
  terminal.press('\r')
  await terminal.sees('what references it')
  terminal.press('py')
  await terminal.sees('.sessions: Map, holds it')
  await terminal.sees('--why')
  terminal.press('q')
  const { code, isRestored, screen } = await terminal.ended
  expect(isRestored).toBe(true)
  expect(screen).toMatch(/leaklab heap a\.heapsnapshot --id \d+ --why/)
  expect(code).toBe(0)
  const interrupted = openTerminal('heap a.heapsnapshot', { cwd: folder })
  await interrupted.sees('constructor ')
  interrupted.press('\u0003')
  expect(await interrupted.ended).toMatchObject({ code: 0, isRestored: true })
  for (const [command, env] of [
    ['heap --report a.heapsnapshot', {}],
    ['heap a.heapsnapshot --report', {}],
    ['heap a.heapsnapshot', { ACCESSIBLE: '1' }],
  ] as const) {
    const reported = openTerminal(command, { cwd: folder, rows: 200, env })
    await reported.ended
    expect(reported.screen()).toContain('Constructors by retained size')
  }
  const { stdout } = await leaklab(['heap', join(folder, 'a.heapsnapshot')])
  expect(stdout).toContain('Constructors by retained size')
})

test.concurrent('without a terminal a lesson is lines of text, to the end of the input', async () => {
  const { code, stdout } = await leaklab(['play', 'strong-cache'], {
    script: "printf '\\n\\n1\\n1\\n1\\n1\\n\\n\\n\\n' | $leaklab play strong-cache",
    env: { XDG_STATE_HOME: newFolder() },
  })
  expect(stdout).toContain('leaklab in plain mode, because this is no terminal.')
  expect(stdout).toContain('The heap shows: it grows by')
  expect(stdout).toContain('deleted on logout: it is collected')
  expect(stdout).toContain('1 lesson done')
  expect(stdout).not.toContain('\u001b')
  expect(code).toBe(0)
})

test.concurrent('after a kill, doctor --reset repairs the terminal', async () => {
  const terminal = openTerminal('', { isShell: true })
  await terminal.sees('ready> ')
  terminal.press(`${leaklabCommand} play strong-cache\r`)
  await terminal.sees('Predict what happens')
  terminal.killStarted()
  await terminal.sees('ready> ')
  // What is typed now is not echoed: the terminal is as leaklab had it.
  terminal.press(`${leaklabCommand} doctor --reset\n`)
  await terminal.sees('normal screen')
  terminal.press('exit\r')
  expect(await terminal.ended).toMatchObject({ isRestored: true })
})

test.concurrent('reset forgets the progress', async () => {
  const { stdout } = await leaklab(['reset'], { env: { XDG_STATE_HOME: newFolder() } })
  expect(stdout).toContain('nothing to forget')
})

test.concurrent('a rehearsal, then the presentation with its notes in a second terminal', async () => {
  const folder = newFolder()
  const env = { XDG_STATE_HOME: folder }
  const wrong = join(folder, 'wrong.leak.mjs')
  writeFileSync(wrong, "export default { leaks: { 'keeps nothing': () => () => { ({}) } } }\n")
  const list = join(folder, 'list.json')
  writeFileSync(list, JSON.stringify({ lessons: ['strong-cache', './wrong.leak.mjs', './none.mjs'] }))
  expect((await leaklab(['rehearse', list], { env })).words).toContain('there is no file')
  writeFileSync(list, JSON.stringify({ lessons: ['strong-cache', './wrong.leak.mjs'] }))
  const rehearsal = await leaklab(['rehearse', list], { env })
  expect(rehearsal.stdout).toContain('Strong cache: shows what it should')
  expect(rehearsal.stdout).toContain(
    'does not show what it should: "keeps nothing" should leak; measured: it is collected',
  )
  expect(rehearsal.stdout).toContain('1 of 2 lessons show what they should')
  expect(rehearsal.code).toBe(1)

  const notes = openTerminal('notes', { env })
  await notes.sees('No presentation is running')
  const terminal = openTerminal(`present ${list}`, { env, columns: 60, rows: 20 })
  await terminal.sees('Are')
  await notes.sees('Do not give the answer away')
  for (const [key, sees] of [
    ['\r', '> '],
    ['\u001b[6~', 'a  It leaks'],
    ['a 12 b 5\r', '12'],
    ['\r', 'What is the reason?'],
    ['\r', 'JS heap'],
    ['s', 'Recorded in the rehearsal'],
    ['\r', 'go on'],
    ['\r', 'The heap shows: it grows by'],
  ] as const) {
    terminal.press(key)
    await terminal.sees(sees)
  }
  expect(terminal.screen()).toContain('12 of 17 said so.')
  await notes.sees('Measured: it leaks')
  terminal.press('\u0003')
  expect(await terminal.ended).toMatchObject({ code: 0, isRestored: true })
  await notes.sees('No presentation is running')
  notes.press('q')
  expect(await notes.ended).toMatchObject({ code: 0, isRestored: true })
})
