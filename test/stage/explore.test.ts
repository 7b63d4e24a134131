// The browser of a heap: where each key leads, and what is on the screen there.
import stringWidth from 'string-width'
import { expect, test } from 'vitest'
import { en } from '../../src/report/words/en.ts'
import { setLanguage, words } from '../../src/report/words/words.ts'
import { isAt } from '../../src/stage/explore/places.ts'
import { openStageToExplore } from '../../src/stage/state.ts'
import { pseudo } from '../report/pseudo.ts'
import { type Drive, drive } from './drive.ts'
import { exploreDrawing } from './explored-heap.ts'

const explorer = await exploreDrawing()
const file = 'my app.heapsnapshot'

function explore(columns = 80, rows = 24): Drive {
  const size = { columns, rows }
  return drive(size, openStageToExplore(size, explorer, file))
}

function hereOf(to: Drive) {
  const { scene } = to.state
  if (scene.kind !== 'explore') throw new Error(scene.kind)
  return scene.explore.here
}

function toSessions(to: Drive): void {
  to.press('/', ...'sess', 'enter', 'enter')
}

/** What is pressed, and the name of the frame after it. */
const steps: [name: string, keys: readonly string[]][] = [
  ['constructors', []],
  ['a filter is typed', ['/', 's', 'e']],
  ['filtered', ['s', 's', 'enter']],
  ['instances', ['enter']],
  ['instances, at the end', ['end']],
  ['one object', ['home', 'enter']],
  ['what references it', ['tab']],
  ['an object with many references', ['enter']],
  ['at the end of them', ['end']],
  ['the retaining path', ['backspace', 'p']],
  ['the id of a step', ['j', 'y']],
  ['the object of a step', ['enter']],
  ['nothing matches', ['b', 'b', 'b', 'b', '/', 'x', 'x']],
  ['a path with a gap', ['escape', '/', ...'link', 'enter', 'enter', 'end', 'p']],
  ['all keys', ['?']],
]

test.each([
  ['60x20', 60, 20, true],
  ['60x20-ascii', 60, 20, false],
  ['80x24', 80, 24, true],
  ['80x24-ascii', 80, 24, false],
  ['140x45', 140, 45, true],
  ['140x45-ascii', 140, 45, false],
] as const)('the screens at %s', async (name, columns, rows, unicode) => {
  const to = explore(columns, rows)
  let frames = ''
  for (const [step, keys] of steps) {
    to.press(...keys)
    const lines = to.frame({ color: false, unicode }).split('\n')
    expect(lines.length, step).toBeLessThanOrEqual(rows - 1)
    expect(
      lines.filter(line => stringWidth(line) > columns - 1),
      step,
    ).toEqual([])
    frames += `=== ${step}\n${lines.map(line => line.trimEnd()).join('\n')}\n`
  }
  await expect(frames).toMatchFileSnapshot(`./frames/explore-${name}.txt`)
})

test('with color it is the same text', () => {
  const to = explore()
  for (const [step, keys] of steps) {
    to.press(...keys)
    const text = to.frame({ color: true, unicode: true })
    // biome-ignore lint/suspicious/noControlCharactersInRegex: color codes are control characters
    expect(text.replaceAll(/\u001b\[[\d;]*m/g, ''), step).toBe(to.frame())
  }
})

test('all of it is in the language', () => {
  setLanguage(pseudo)
  try {
    const to = explore(140, 45)
    const data =
      /^(my|app|heapsnapshot|leaklab|heap|id|why|kB|MB|cache|list|next|token|save|file|sessions|js|red|lines|family|property|global|Map|Session|Link|Forgotten|target|table|se|sess|xx|link|(long)+|PgUp|PgDn|Tab|Esc|Enter|system)$/
    for (const [step, keys] of steps) {
      to.press(...keys)
      const found = to.frame().match(/[A-Za-z]{2,}/g) ?? []
      expect([...new Set(found.filter(word => !data.test(word)))], step).toEqual([])
    }
  } finally {
    setLanguage(en)
  }
})

test('Backspace goes back the same way, with the same selection', () => {
  const to = explore()
  to.press('/', ...'sess', 'enter', 'enter', 'down', 'down', 'enter', 'tab')
  const places = [hereOf(to).place]
  for (const keys of [['enter'], ['pagedown', 'enter'], ['tab', 'enter'], ['p'], ['down', 'enter']]) {
    to.press(...keys)
    places.push(hereOf(to).place)
  }
  for (const place of places.reverse().slice(1)) {
    to.press('backspace')
    const { kind } = hereOf(to).place
    expect(kind).toBe(place.kind)
    if (place.kind === 'object') expect(hereOf(to).place).toMatchObject({ ordinal: place.ordinal })
  }
  to.press('left')
  expect(hereOf(to).place).toEqual({ kind: 'instances', className: 'Session', selected: 2 })
  to.press('b')
  expect(hereOf(to).place).toEqual({ kind: 'classes', filter: 'sess', isTyping: false, selected: 0 })
  to.press('backspace')
  expect(hereOf(to).place.kind).toBe('classes')
})

test('the filter takes letters, q and ? included, until Enter; Escape clears it, then leaves', () => {
  const to = explore()
  to.press('/', 'q', 'j')
  expect(hereOf(to).place).toMatchObject({ filter: 'qj', isTyping: true })
  to.press('backspace', 'backspace', ...'ma', 'enter', 'q')
  expect(to.effects).toEqual([{ do: 'leave' }])
  to.press('escape')
  expect(hereOf(to).place).toMatchObject({ filter: '', isTyping: false })
  expect(to.effects).toHaveLength(1)
  to.press('escape')
  expect(to.effects).toHaveLength(2)
})

test('a list has a thousand rows, and says how many more there are', () => {
  const to = explore()
  toSessions(to)
  expect(to.frame()).toContain('… and 203 more, no larger than these')
  to.press('end')
  expect(to.frame()).toContain('1,000 of 1,000')
  to.press('enter', 'tab', 'enter')
  expect(to.frame()).toContain('[what it references: 1,203]')
  expect(to.frame()).toContain('… and 203 more')
})

test('an object says where its constructor is defined, a function where it is', () => {
  const to = explore()
  toSessions(to)
  to.press('enter')
  expect(to.frame()).toContain('its constructor is defined at /app/sessions.js:2:3')
  to.press('b', 'b', 'escape', '/', ...'function', 'enter', 'enter', 'enter')
  expect(to.frame()).toContain('defined at /app/sessions.js:12:5')
})

test('the path of a long list has a gap, and each of its steps can be opened', () => {
  const to = explore()
  to.press('/', ...'link', 'enter', 'enter', 'end', 'p')
  const here = hereOf(to)
  if (!isAt(here, 'path')) throw new Error('no path')
  const { steps } = here.path!
  // The list has 5,000 links, of which the thousandth is the last one that is shown: a thousand references and two.
  const ends = steps.map(row => ('omitted' in row ? { omitted: row.omitted } : row.step.times))
  expect(ends).toContainEqual({ omitted: 1 })
  to.press('end', 'enter')
  expect(hereOf(to).place.kind).toBe('object')
})

test('what only weak edges lead to has no path', () => {
  const to = explore()
  to.press('/', ...'forgotten', 'enter', 'enter', 'p')
  expect(to.frame().replaceAll('\n', ' ')).toContain('Nothing keeps it: only weak edges lead to it')
  to.press('enter', 'down', 'y')
  expect(hereOf(to).place.kind).toBe('path')
})

test('the ids that were asked for are kept, each once', () => {
  const to = explore()
  toSessions(to)
  to.press('y', 'down', 'y', 'up', 'y')
  const { scene } = to.state
  const ids = scene.kind === 'explore' ? scene.explore.askedIds : []
  expect(ids).toHaveLength(2)
  const command = `leaklab heap 'my app.heapsnapshot' --id ${ids[0]} --why`
  expect(to.frame()).toContain(`@${ids[0]}: ${command}`)
  to.press('down')
  expect(to.frame()).not.toContain(command)
  expect(words.explore.describeLeft(file, ids).split('\n')[0]).toBe(command)
  expect(words.explore.describeLeft(file, [])).toContain("leaklab heap --report 'my app.heapsnapshot'")
})

test('the content of a string is never shown', () => {
  const to = explore()
  to.press('/', ...'(string)', 'enter', 'enter')
  expect(to.frame()).toContain('(string)')
  expect(to.frame()).not.toContain('secret')
  toSessions(explore())
  to.press('enter', 'tab', 'p')
  expect(to.frame()).not.toContain('secret')
})
