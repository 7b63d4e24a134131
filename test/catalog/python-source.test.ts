import { expect, test } from 'vitest'
import { listBuiltin, loadBuiltin, readSource } from '../../src/catalog/builtin.ts'
import { cutPythonSource, readTwin } from '../../src/catalog/python-source.ts'
import { cutSource } from '../../src/catalog/source.ts'
import { findTwin, listTwins } from '../../src/catalog/twin.ts'
import { claims } from '../../src/scenario/scenario.ts'

const text = `# A comment of the author.
"""What it shows: a ring is dropped.

Nothing waits.
"""

import gc
import weakref


LIMIT = 3


class Node:
    def __init__(self):
        self.payload = {"leaks": 1}


# About the helper.
@staticmethod
def helper():
    return 1


def first(lab):
    def step():
        lab.watch(Node())

    return step


async def second(lab):
    return lambda: None


leaks: dict = {
    "first, with a comma": first,  # not "this": one
    'second: in "quotes" and {braces}': (
        second
    ),
}
collects = {"computed": make(1, 2), "in" " two": lambda lab: (lambda: [1, 2])}

differs = {
    "first, with a comma": "One sentence in "
    "two parts, with \\"quotes\\" and a \\u00df.",
    "computed": f"It depends on {LIMIT}.",
}
exceptions = {
    "computed": [{"runtimes": "python <3.12", "claim": "leaks", "because": "it is older"}],
}
`

test('a twin is read from its text: names, claims, sentences, functions as they were written', () => {
  const { prelude, summary, variants } = readTwin(text)
  expect(summary).toBe('What it shows: a ring is dropped.\n\nNothing waits.')
  expect(prelude).toBe(text.slice(text.indexOf('import gc'), text.indexOf('def first')).trim())
  expect(variants).toEqual([
    {
      name: 'first, with a comma',
      claim: 'leaks',
      differs: 'One sentence in two parts, with "quotes" and a ß.',
      exceptions: [],
      code: 'def first(lab):\n    def step():\n        lab.watch(Node())\n\n    return step',
    },
    {
      name: 'second: in "quotes" and {braces}',
      claim: 'leaks',
      exceptions: [],
      code: 'async def second(lab):\n    return lambda: None',
    },
    {
      name: 'computed',
      claim: 'collects',
      exceptions: [{ runtimes: 'python <3.12', claim: 'leaks', because: 'it is older' }],
      code: 'make(1, 2)',
    },
    { name: 'in two', claim: 'collects', exceptions: [], code: 'lambda lab: (lambda: [1, 2])' },
  ])
})

test('what is not written out as a dict has no variants, and a variant that is not found gets the whole text', () => {
  const text = 'leaks = dict(one=first)\ncollects = {"a": f} | {"b": g}\nplateaus == {"c": h}\n'
  expect(readTwin(text).variants).toEqual([])
  expect(cutPythonSource(text, [{ name: 'a', claim: 'collects' }]).variants[0]!.code).toBe(text.trim())
})

const withTwin = listBuiltin().flatMap(file => {
  const twin = findTwin({ file, builtin: true, folder: undefined, exported: undefined })
  return twin === undefined ? [] : [{ file, text: readSource(twin.file) }]
})

test('the scenarios with a twin are listed', () => {
  expect(listTwins()).toEqual(withTwin.map(({ file }) => file.slug))
  expect(listTwins().length).toBeGreaterThan(30)
  expect(listTwins()).toContain('cyclic-nodes')
})

test.each(withTwin.map(({ file, text }) => [file.id, text] as const))(
  '%s: each variant is found in the text of the twin, with its function, and each sentence belongs to one',
  (_, text) => {
    const { prelude, summary, variants } = readTwin(text)
    const keysOf = (names: string) =>
      [...text.matchAll(new RegExp(`^(?:${names}) = \\{\\n([\\s\\S]*?)^\\}`, 'gm'))].flatMap(([, entries]) =>
        [...entries!.matchAll(/^ {4}"(.+?)": /gm)].map(([, name]) => name!),
      )
    expect(variants.map(({ name }) => name)).toEqual(keysOf('leaks|plateaus|collects'))
    for (const claim of claims)
      expect(variants.filter(variant => variant.claim === claim).map(({ name }) => name)).toEqual(
        keysOf(claim),
      )
    for (const { code } of variants) expect(code).toMatch(/^def \w+\(lab\):\n(?:[\s\S]*\n)? {4}return \w.*$/)
    const withSentence = variants.filter(({ differs }) => differs !== undefined)
    expect(withSentence.map(({ name }) => name).sort()).toEqual(keysOf('differs').sort())
    for (const { differs = 'A sentence.' } of variants) expect(differs).toMatch(/^\S.*\S\.$/)
    expect(summary).not.toBe('')
    expect(prelude).not.toMatch(/^(?:(?:leaks|plateaus|collects|differs) =|""")/)
    for (const part of prelude.split('\n\n')) expect(text).toContain(part)
  },
)

test('most variants of a scenario have a counterpart of the same name', async () => {
  for (const { file, text } of withTwin) {
    const { outline } = await loadBuiltin(file)
    const names = cutSource(readSource(file), outline.variants).variants.map(({ name }) => name)
    expect(
      readTwin(text).variants.some(({ name }) => names.includes(name)),
      file.id,
    ).toBe(true)
  }
})
