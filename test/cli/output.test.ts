import { expect, test } from 'vitest'
import { supportsUnicode } from '../../src/cli/output.ts'

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
