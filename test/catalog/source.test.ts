import { expect, test } from 'vitest'
import { listBuiltin, loadBuiltin, readSource } from '../../src/catalog/builtin.ts'
import { cutSource } from '../../src/catalog/source.ts'

const text = `import type { Scenario } from 'leaklab'

class Thing {}

export default {
  title: 'T',
  ask: 'brackets } in strings, and commas?',
  learn: 'L',
  leaks: {
    'first, with a comma': lab => {
      const text = '} , {'
      return () => \`\${[1, 2].map(x => ({ x }))} }\`
    },
    second(lab) {
      return () => /[}\\]],/.test('')
    },
  },
  collects: {
    third: lab => () => {},
  },
} satisfies Scenario
`

test('a variant ends where its value ends, also with brackets in strings, templates and regular expressions', () => {
  const { prelude, variants } = cutSource(text, [
    { name: 'first, with a comma', claim: 'leaks' },
    { name: 'second', claim: 'leaks' },
    { name: 'third', claim: 'collects' },
  ])
  expect(prelude).toBe('class Thing {}')
  expect(variants.map(({ code }) => code)).toEqual([
    `'first, with a comma': lab => {
  const text = '} , {'
  return () => \`\${[1, 2].map(x => ({ x }))} }\`
}`,
    `second(lab) {
  return () => /[}\\]],/.test('')
}`,
    'third: lab => () => {}',
  ])
})

test('the prelude has imports of values, without imports of types', () => {
  const text = `import { EventEmitter, on } from 'node:events'
import type { Lab } from 'leaklab'
import {
  // its name says more
  setImmediate as nextMacrotask,
} from 'node:timers/promises'
import type {
  Scenario,
} from 'leaklab'
import { type Other, type Another } from 'leaklab'
import type from './type.js'
import { type Mixed, finalize } from 'leaklab/collections'

class Session {}

export default { leaks: { x: lab => step } }
`
  expect(cutSource(text, []).prelude).toBe(`import { EventEmitter, on } from 'node:events'
import {
  // its name says more
  setImmediate as nextMacrotask,
} from 'node:timers/promises'
import type from './type.js'
import { type Mixed, finalize } from 'leaklab/collections'

class Session {}`)
})

test('a variant with a computed name gets the text of the whole scenario', () => {
  const { variants } = cutSource('export default { leaks: { [name]: lab => step } }\n', [
    { name: 'x', claim: 'leaks' },
  ])
  expect(variants[0]!.code).toBe('export default { leaks: { [name]: lab => step } }')
})

test('each variant of each built-in scenario is found in its source', async () => {
  for (const file of listBuiltin()) {
    const { outline } = await loadBuiltin(file)
    for (const { name, code } of cutSource(readSource(file), outline.variants).variants) {
      expect(code, `${file.id} / ${name}`).toMatch(/^['\w].*(lab|\(\)) =>/)
      expect(code).not.toContain('export default')
    }
  }
})

test('one of several exports is cut out of its file, without the others', () => {
  const text =
    'const kept = []\nexport const a = lab => () => {}\nexport const ab = {\n  leaks: {\n    x: () => kept,\n  },\n}\n'
  expect(cutSource(text, [{ name: 'f#a', claim: 'collects' }], 'a')).toEqual({
    prelude: 'const kept = []',
    variants: [{ name: 'f#a', claim: 'collects', code: 'export const a = lab => () => {}' }],
  })
  const { prelude, variants } = cutSource(text, [{ name: 'x', claim: 'leaks' }], 'ab')
  expect([prelude, variants[0]!.code]).toEqual(['const kept = []', 'x: () => kept'])
})

test('of a variant on the line of its claim only the variant is taken', () => {
  const { variants } = cutSource(
    'export default {\n  leaks: { keeps: () => () => {\n    kept.push(1)\n  } },\n}\n',
    [{ name: 'keeps', claim: 'leaks' }],
  )
  expect(variants[0]!.code).toBe('keeps: () => () => {\n    kept.push(1)\n  }')
})

test.each(['a(', '$&', '__proto__', 'constructor', '[', '.', '$', 'größe'])(
  'the export %s is found by its name, which is no regular expression',
  name => {
    const text = `exports.other = { collects: { one: lab => () => 1 } }
exports['${name}'] = { collects: { one: lab => () => 2 } }
`
    expect(cutSource(text, [{ name: 'one', claim: 'collects' }], name).variants[0]!.code).toBe(
      'one: lab => () => 2',
    )
  },
)

test('an export whose name is only a part of another is not taken for it', () => {
  const text = `export const cart$ = { collects: { one: lab => () => 1 } }
export const cart = { collects: { one: lab => () => 2 } }
`
  expect(cutSource(text, [{ name: 'one', claim: 'collects' }], 'cart').variants[0]!.code).toBe(
    'one: lab => () => 2',
  )
})
