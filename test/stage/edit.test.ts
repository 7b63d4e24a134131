// A scenario that is edited: what leaked before the newest save, and what now.
import { expect, test } from 'vitest'
import { listBuiltin, readSource } from '../../src/catalog/builtin.ts'
import { withoutLesson } from '../../src/catalog/source.ts'
import { openEdit, reduceEdit } from '../../src/stage/edit/state.ts'
import { openStageToEdit } from '../../src/stage/state.ts'
import { drive, measured } from './drive.ts'

const size = { columns: 80, rows: 24 }
const [leak, fix] = [measured.variant, measured.against]

test('a save measures anew, and what was measured before stays beside it', async () => {
  const to = drive(size, openStageToEdit(size, './strong-cache.ts'))
  const frames: string[] = []
  const send = (...events: Parameters<typeof reduceEdit>[1][]) => {
    for (const event of events) to.send({ type: 'edit', event })
    frames.push(to.frame())
  }
  send({ type: 'saved' })
  expect(to.effects.at(-1)).toEqual({ do: 'run-all', file: './strong-cache.ts' })
  send({ type: 'begun', names: ['unbounded Map', 'deleted on logout'] })
  send({ type: 'result', index: 0, result: leak }, { type: 'result', index: 1, result: fix })
  send({ type: 'saved' }, { type: 'begun', names: ['unbounded Map', 'deleted on logout'] })
  // What ran for the save before is ended.
  expect(to.effects.slice(-2)).toEqual([{ do: 'stop' }, { do: 'run-all', file: './strong-cache.ts' }])
  const part = { ...fix.recording, rounds: fix.recording.rounds.slice(0, 20), released: null }
  send({ type: 'progress', index: 0, recording: part })
  send({ type: 'result', index: 0, result: fix }, { type: 'result', index: 1, result: fix })
  send({ type: 'key', key: 'j' })
  send({ type: 'saved' }, { type: 'problem', message: 'SyntaxError: Unexpected token' })
  await expect(frames.join('\n=====\n').replaceAll(/ +$/gm, '')).toMatchFileSnapshot('./frames/edit.txt')
  expect(frames[5]).toContain('before: leaking, now: collected')
})

test('a run that another save cut short is not what is compared with', () => {
  const events = [
    { type: 'begun', names: ['a'] },
    { type: 'result', index: 0, result: leak },
    { type: 'begun', names: ['a'] },
    { type: 'begun', names: ['a', 'b'] },
  ] as const
  const { variants } = events.reduce((state, event) => reduceEdit(state, event).state, openEdit('a.ts'))
  expect(variants.map(({ before, name, now }) => [name, before, now])).toEqual([
    ['a', leak, null],
    ['b', null, null],
  ])
})

test.each(listBuiltin())('the copy of $id has all but the lesson', file => {
  const source = readSource(file)
  const copy = withoutLesson(source)
  expect(copy).not.toMatch(/lesson:|because:|beliefs/)
  const removed = source.split('\n').length - copy.split('\n').length
  expect(removed).toBeGreaterThan(10)
  expect(copy.endsWith('} satisfies Scenario\n')).toBe(true)
})
