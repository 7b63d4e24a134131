// Plain mode: the same lesson as lines of text that make sense without a screen.
import { expect, test } from 'vitest'
import { noProgress } from '../../src/model/progress.ts'
import { en } from '../../src/report/words/en.ts'
import { setLanguage } from '../../src/report/words/words.ts'
import { describeNotes } from '../../src/stage/notes/describe-notes.ts'
import { runPlain } from '../../src/stage/plain/run-plain.ts'
import { beginPresent, openInPresent } from '../../src/stage/present/state.ts'
import type { Backstage } from '../../src/stage/session.ts'
import { openStage, openStageForNotes, openStageToPresent } from '../../src/stage/state.ts'
import { disguise, pseudo } from '../report/pseudo.ts'
import { comparison, results, trials } from './compared.ts'
import { backstage, course, measured, strongCache } from './drive.ts'

/** What is printed for these answers; each is put after a `> `. */
async function converse(
  answers: readonly string[],
  changes: Partial<Backstage> = {},
  stage = openStage({ columns: 80, rows: 24 }, course, noProgress),
): Promise<string> {
  let text = ''
  async function* lines() {
    for (const answer of answers) {
      // A person answers after the question has been printed.
      await new Promise(resolve => setImmediate(resolve))
      text += `> ${answer}\n`
      yield answer
    }
  }
  const print = (part: string) => {
    text += `${part}\n`
  }
  const io = { lines: lines(), print, style: { unicode: true } }
  await runPlain(stage, io, { ...backstage, ...changes }, 'accessible', new AbortController().signal)
  return text
}

const lesson = ['weak cache', 'help', '1', '', '', '3', '1', '1', '2', '', 'cut', '', 'again', '', 'quit']

test('the whole first lesson', async () => {
  const text = await converse(lesson)
  await expect(text).toMatchFileSnapshot('./frames/plain.txt')
  // Nothing is drawn: no boxes, no blocks, no escape sequences.
  // biome-ignore lint/suspicious/noControlCharactersInRegex: escape sequences begin with one
  expect(text).not.toMatch(/[\u2500-\u259f\u001b]/)
})

const presentation = ['', '', 'a 12 c', 'a 12 b 5', 'vote again', '16 1 0', '', 'a 5 b 9 c 3', ''].concat([
  '',
  '',
  '',
  'cut',
  '',
  '',
  'help',
  '',
])
const toPresent = () => openStageToPresent({ columns: 80, rows: 24 }, { lessons: ['strong-cache'], from: 0 })

test('a whole presentation', async () => {
  const text = await converse(presentation, {}, toPresent())
  await expect(text).toMatchFileSnapshot('./frames/present-plain.txt')
  // biome-ignore lint/suspicious/noControlCharactersInRegex: escape sequences begin with one
  expect(text).not.toMatch(/[\u2500-\u259f\u001b]/)
  // The name of the variant says what it does.
  expect(text.slice(0, text.indexOf(en.stage.verdictWords.leaking))).not.toContain('unbounded')
})

test('the notes of a presentation', async () => {
  const notes = describeNotes(openInPresent(beginPresent(['strong-cache'], 0), strongCache, null))
  const listen: Backstage['listen'] = onNotes => {
    queueMicrotask(() => onNotes(notes))
    return () => {}
  }
  const text = await converse(['', 'quit'], { listen }, openStageForNotes({ columns: 80, rows: 24 }))
  await expect(text).toMatchFileSnapshot('./frames/notes-plain.txt')
})

const untilRule = ['1', '', '', '3', '1', '1', '2', '', '', '']
/** Measures at once what is simulated. */
const compare: Backstage['compare'] = async (_, on) => {
  on.onBegin({ comparison, trials, missing: ['bun'] })
  for (const event of results()) if (event.type === 'result') on.onResult(event.index, event.cell)
}

test('the engines side by side, after the lesson', async () => {
  const text = await converse([...untilRule, 'engines', '', 'engines', 'again', 'back', 'quit'], { compare })
  await expect(text.slice(text.indexOf('The rule:'))).toMatchFileSnapshot('./frames/engines-plain.txt')
  // biome-ignore lint/suspicious/noControlCharactersInRegex: escape sequences begin with one
  expect(text).not.toMatch(/[\u2500-\u259f\u001b]/)
})

test('the engines can be left while they are measured', async () => {
  let signal: AbortSignal | undefined
  const never: Backstage['compare'] = (_, on, stopped) => {
    signal = stopped
    on.onBegin({ comparison, trials, missing: [] })
    return new Promise((_, reject) => stopped.addEventListener('abort', () => reject(stopped.reason)))
  }
  const text = await converse([...untilRule, 'engines', 'back', 'quit'], { compare: never })
  expect(text.match(/The rule:/g)).toHaveLength(2)
  expect(signal?.aborted).toBe(true)
  const failing = async () => Promise.reject(new Error('no room for a process'))
  const failed = await converse([...untilRule, 'engines', '', 'quit'], { compare: failing })
  expect(failed).toContain('The engines could not be compared: no room for a process')
})

test('an answer that is typed while it is measured is for what comes then', async () => {
  let finish!: () => void
  const finished = new Promise<void>(resolve => {
    finish = resolve
  })
  const conversation = converse(['1', '', '', '1', '1', '1', '1', 'quit'], {
    run: async (_, side) => {
      if (side === 'variant') await finished
      return measured[side]
    },
  })
  for (let i = 0; i < 20; i++) await new Promise(resolve => setImmediate(resolve))
  finish()
  expect(await conversation).toContain(en.stage.verdictWords.leaking)
})

test('a lesson that cannot be measured says so', async () => {
  const run = async () => Promise.reject(new Error('no room for a process'))
  const text = await converse(['1', '', '', '1', '1', '1', 'quit'], { run })
  expect(text).toContain('It could not be measured: no room for a process')
})

test('all of it is in the language', async () => {
  setLanguage(pseudo)
  try {
    const { commands, helpCommand } = pseudo.plain
    const typed = lesson.map(answer =>
      answer === 'help'
        ? helpCommand
        : (Object.entries(commands).find(([word]) => word === answer)?.[0] ?? answer),
    )
    const text = await converse(typed.slice(2))
    const { ask, difference, highlight, learn, prelude, reasons, variant } = strongCache
    // Data of the scenario, and code.
    const data = [ask, learn, prelude, variant.code, ...highlight, ...difference.map(line => line.text)]
    const left = [...data, ...reasons.flatMap(({ answer, because }) => [answer, because])]
      .reduce((rest, part) => rest.replaceAll(part, ''), text)
      .replaceAll(
        /unbounded Map|deleted on logout|Strong cache|Cyclic nodes|caches\/strong-cache|scenarios\/\S+/g,
        '',
      )
      .replaceAll(/^> .*$/gm, '')
    const words = left.match(/[A-Za-z]{2,}/g) ?? []
    const titles = course.flatMap(({ lessons }) => lessons.flatMap(({ title }) => title.split(' ')))
    const known = new Set(['Map', 'Session', 'cache', 'of', 'leaklab', ...titles])
    expect([...new Set(words.filter(word => !known.has(word)))]).toEqual([])
    expect(text).toContain(disguise('The rule'))
  } finally {
    setLanguage(en)
  }
})
