// The help of every command and the errors of a command line, in English and in a language of other letters: what is printed in
// ASCII letters nevertheless is a name that belongs to no language.
import type { Command } from 'commander'
import { afterEach, expect, test } from 'vitest'
import { createProgram } from '../../src/cli/main.ts'
import { widthOf } from '../../src/report/terminal/width.ts'
import { en } from '../../src/report/words/en.ts'
import { setLanguage } from '../../src/report/words/words.ts'
import { pseudo } from '../report/pseudo.ts'

afterEach(() => setLanguage(en))

const commands = [
  'play',
  'edit',
  'present',
  'notes',
  'rehearse',
  'list',
  'run',
  'check',
  'compare',
  'new',
  'show',
  'replay',
  'merge',
  'heap',
  'doctor',
  'reset',
  'help',
]

function find(program: Command, path: string): Command {
  const names = path === '' ? [] : path.split(' ')
  return names.reduce((command, name) => command.commands.find(one => one.name() === name)!, program)
}

function helpOf(path: string, width: number): string {
  let text = ''
  const command = find(createProgram(), path)
  command.configureOutput({
    writeOut: part => {
      text += part
    },
    getOutHelpWidth: () => width,
  })
  command.outputHelp()
  return text
}

/** What commander says of a command line, and the line about its options. */
async function errorOf(...line: string[]): Promise<string> {
  let text = ''
  const program = createProgram()
  for (const command of [program, ...program.commands])
    command.configureOutput({
      writeErr: part => {
        text += part
      },
    })
  await expect(program.parseAsync(['node', 'leaklab', ...line])).rejects.toThrow('error: ')
  return text.trimEnd()
}

/** Names of commands, their arguments, reporters and files. */
const names = new Set(
  `leaklab ${commands.join(' ')} table line json ndjson junit tap github markdown mine mjs`.split(' '),
)
for (const command of commands)
  for (const one of find(createProgram(), command).registeredArguments) names.add(one.name())
for (const name of ['diff', 'first', 'second', 'third']) names.add(name)

/** ASCII words that are no names. */
function findWords(text: string): string[] {
  const language = text
    .replaceAll(/^ {2}\$ .*$/gm, '')
    .replaceAll(/--?[\w-]+|[<[][^>\]\n]*[>\]]|\S*\[command]\S*/g, ' ')
  return (language.match(/[A-Za-z]{2,}/g) ?? []).filter(word => !names.has(word))
}

test('every command is among those whose help is read here', () => {
  expect(createProgram().commands.map(one => one.name())).toEqual(commands)
  expect(find(createProgram(), 'heap').commands.map(one => one.name())).toEqual(['diff'])
})

test.each(['', ...commands, 'heap diff'])('the help of "%s" is in the language, and fits', path => {
  setLanguage(pseudo)
  for (const width of [60, 80, 100]) {
    const text = helpOf(path, width)
    expect(findWords(text)).toEqual([])
    // What stands in a column of terms is never wrapped, nor is an example.
    const wrapped = text
      .split('\n')
      .filter(line => /^( {20,}\S|[^ ])/.test(line) && !line.includes('leaklab'))
    expect(wrapped.filter(line => widthOf(line) > width)).toEqual([])
  }
})

test('the descriptions of options begin in one column, however wide the letters', () => {
  setLanguage(pseudo)
  const options = helpOf('check', 80)
    .split('\n\n')
    .find(part => part.includes('--variant'))!
  const begins = options
    .split('\n')
    .slice(1)
    .map(line => widthOf(/^(?: {2}-.*?\S {2,}| +)(?=\S)/.exec(line)![0]))
  expect(new Set(begins).size).toBe(1)
})

const wrong = [
  [['show'], "error: missing required argument 'scenario'"],
  [['run', 'x', '--variant'], "error: option '--variant <name>' argument missing"],
  [['run', 'x', '--qqqq'], "error: unknown option '--qqqq'"],
  [['run', 'x', '--roundz'], "error: unknown option '--roundz'\n(Did you mean --rounds?)"],
  [
    ['run', 'x', '--rounds', 'two'],
    "error: option '--rounds <n>' argument 'two' is invalid. Expected a whole number from 3 to 20000.",
  ],
  [
    ['run', 'x', '--rounds', '20001'],
    "error: option '--rounds <n>' argument '20001' is invalid. Expected a whole number from 3 to 20000.",
  ],
  [
    ['run', 'x', '--heap-limit', '9999999'],
    "error: option '--heap-limit <MB>' argument '9999999' is invalid. Expected a whole number from 16 to 1000000.",
  ],
  [
    ['check', 'x', '--retries', '1e6'],
    "error: option '--retries <n>' argument '1e6' is invalid. Expected a whole number from 0 to 100.",
  ],
  [
    ['check', 'x', '--jobs', '0'],
    "error: option '--jobs <n>' argument '0' is invalid. Expected a whole number, 1 or more.",
  ],
  [['list', '--markdown', '--json'], "error: option '--markdown' cannot be used with option '--json'"],
  [['doctor', 'x', 'y'], "error: too many arguments for 'doctor'. Expected 0 arguments but got 2."],
  [['list', 'x', 'y'], "error: too many arguments for 'list'. Expected 1 argument but got 2."],
] as const

test.each(wrong)('%j is refused in the language', async (line, message) => {
  expect(await errorOf(...line)).toBe(`${message}\n  leaklab help ${line[0]} shows its options`)
  setLanguage(pseudo)
  expect(findWords(await errorOf(...line))).toEqual([])
})
