// Tests of the rules for slides: they find what they are to find.
import { expect, test } from 'vitest'
import { classProblems, countCode } from './slide.ts'

const slide = `import { on } from 'node:events'
import type { Scenario } from 'leaklab'

/** What is
    kept. */
class Session {
  payload = 1 // small
}

export default {
  title: 'T',
  ask: 'Why?',
  learn:
    'Because it\\'s kept, as "import" says.',

  leaks: {
    'unbounded // Map': lab => {
      return () => {}
    },
  },
  except: {
    'unbounded // Map': {
      'node <24': { collects: 'it was otherwise' },
    },
  },
} satisfies Scenario
`

test('counts the lines that have to be read as code', () => {
  // class, payload, export, leaks, the variant, its return, satisfies
  expect(countCode(slide)).toBe(7)
  expect(
    countCode(slide.replace('return () => {}', 'const a = 1\n\n      // why\n      return () => a')),
  ).toBe(8)
})

test.each([
  ['class Session {}', []],
  ['class Job {}', ['Job says nothing']],
  ['class Thing {}', ['Thing says nothing']],
  ['class Test2 {}', ['Test2 says nothing']],
  ['class Request {}', ['Request is a global']],
  ['class WebSocket {}', ['WebSocket is a global']],
  ['new (class { x = 1 })()', ['a class without a name']],
  ['const a = class extends Map {}', ['a class without a name']],
  ['const a = class Session extends Map {}', []],
  ['// class Foo\nconst b = { class: 1, text: "class Bar" }; b.class', []],
])('%s: %j', (source, problems) => {
  expect(classProblems(source)).toEqual(problems)
})
