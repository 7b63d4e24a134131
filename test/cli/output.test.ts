import { expect, test, vi } from 'vitest'
import { reportError } from '../../src/cli/errors.ts'
import { Uncaught } from '../../src/cli/interrupt.ts'
import { print, say, supportsUnicode } from '../../src/cli/output.ts'
import { fitProgressLine } from '../../src/cli/progress.ts'
import { UsageError } from '../../src/model/usage-error.ts'
import { attacks, expectHarmless } from '../report/hostile/texts.ts'

test.each([
  [true, { LANG: 'en_US.UTF-8' }, 'linux'],
  [true, { LC_CTYPE: 'C.utf8', TERM: 'linux' }, 'linux'],
  [false, { LANG: 'en_US.UTF-8', LC_ALL: 'C' }, 'linux'],
  [false, { LANG: 'en_US.ISO-8859-1', WT_SESSION: '1' }, 'win32'],
  [false, { LANG: 'en_US.UTF-8', TERM: 'dumb' }, 'linux'],
] as const)('the locale decides, except in a dumb terminal: %s with %o on %s', (expected, env, platform) => {
  expect(supportsUnicode(env, platform)).toBe(expected)
})

test.each([
  [true, {}, 'linux'],
  [true, { LANG: '', TERM: 'xterm' }, 'darwin'],
  [false, { TERM: 'linux' }, 'linux'],
  [false, { TERM: 'dumb' }, 'darwin'],
  [false, {}, 'win32'],
  [false, { ConEmuTask: '{cmd::Other}' }, 'win32'],
  [true, { WT_SESSION: '7b2b8b1c' }, 'win32'],
  [true, { ConEmuTask: '{cmd::Cmder}' }, 'win32'],
  [true, { TERM_PROGRAM: 'vscode' }, 'win32'],
  [true, { TERM: 'xterm-256color' }, 'win32'],
  [true, { TERMINAL_EMULATOR: 'JetBrains-JediTerm' }, 'win32'],
] as const)('without a locale the terminal decides: %s with %o on %s', (expected, env, platform) => {
  expect(supportsUnicode(env, platform)).toBe(expected)
})

test('what is said and printed cannot act on a terminal or a CI', async () => {
  const written: string[] = []
  const spies = [process.stdout, process.stderr].map(stream =>
    vi.spyOn(stream, 'write').mockImplementation(text => {
      written.push(String(text))
      return true
    }),
  )
  const { exitCode } = process
  try {
    for (const text of attacks) {
      print(text)
      say(text)
      await reportError(new UsageError('unknown-variant', { name: text, near: undefined, names: [text] }))
      await reportError(Object.assign(new Error(text), { stack: text }))
      await reportError(new Uncaught(new Error(text)))
    }
  } finally {
    for (const spy of spies) spy.mockRestore()
    process.exitCode = exitCode
  }
  expect(written.length).toBeGreaterThan(5 * attacks.length)
  for (const text of written) expectHarmless(text)
})

test('the progress line is one line', () => {
  for (const text of attacks) {
    const line = fitProgressLine(text, 2_000, { unicode: true })
    expectHarmless(line)
    expect(line).not.toContain('\n')
  }
})
