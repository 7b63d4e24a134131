// Formats for machines, read by established parsers.
import { parse } from 'junit2json'
import { Parser } from 'tap-parser'
import { expect, test } from 'vitest'
import { renderJunit } from '../../../src/report/formats/junit.ts'
import { renderTap } from '../../../src/report/formats/tap.ts'
import { everything, evil } from './everything.ts'

/** The name as a format writes it: without control characters, on one line. */
const cleanedName = [...evil]
  .filter(sign => sign === '\n' || sign >= ' ')
  .join('')
  .replace('[2J', '')
  .replaceAll(/\s+/g, ' ')

test('TAP, by tap-parser', () => {
  const parser = new Parser({ strict: true })
  const points: { ok: boolean; name: string; skip: boolean | string; diag?: { severity: string } }[] = []
  const complaints: unknown[] = []
  parser.on('assert', point => points.push(point))
  parser.on('extra', line => complaints.push(line))
  parser.end(renderTap(everything))
  expect(complaints).toEqual([])
  expect(parser.results).toMatchObject({
    count: 6,
    pass: 2,
    fail: 4,
    skip: 1,
    bailout: false,
    failures: { length: 4 },
  })
  expect(parser.results!.plan).toMatchObject({ start: 1, end: 6 })
  expect(points.map(({ diag }) => diag?.severity)).toEqual([
    'met',
    'refuted',
    'broken',
    'inconclusive',
    'broken',
    undefined,
  ])
  expect(points.map(({ skip }) => Boolean(skip))).toEqual([false, false, false, false, false, true])
})

test('JUnit, by junit2json', async () => {
  const suites = (await parse(renderJunit(everything)))!
  if (!('testsuite' in suites)) throw new Error('no testsuites')
  expect(suites).toMatchObject({ name: 'leaklab', tests: 6, failures: 1, errors: 3 })
  const cases = suites.testsuite!.flatMap(({ testcase }) => testcase ?? [])
  expect(cases).toHaveLength(6)
  expect(cases.filter(({ failure }) => failure !== undefined).map(({ name }) => name)).toEqual([cleanedName])
  expect(cases.filter(({ error }) => error !== undefined)).toHaveLength(3)
  expect(cases.filter(({ skipped }) => skipped !== undefined)).toHaveLength(1)
})

/** All that junit-10.xsd of Jenkins' xUnit plugin allows an element to have; it refuses a report with anything else. */
const allowed: Record<string, string[]> = {
  testsuites: ['name', 'time', 'tests', 'failures', 'errors'],
  testsuite: [
    'name',
    'tests',
    'failures',
    'errors',
    'group',
    'time',
    'skipped',
    'timestamp',
    'hostname',
    'id',
    'package',
    'file',
    'log',
    'url',
  ],
  testcase: ['name', 'time', 'classname', 'group'],
  failure: ['type', 'message'],
  error: ['type', 'message'],
  skipped: ['type', 'message'],
  'system-out': [],
}

test('JUnit has no element and no attribute that a strict reader does not know', () => {
  const tags = [...renderJunit(everything).matchAll(/<([a-z-]+)((?: [a-z]+="[^"]*")*)\/?>/g)]
  expect(tags.length).toBeGreaterThan(10)
  for (const [tag, name, attributes] of tags) {
    expect(allowed, tag).toHaveProperty(name!)
    for (const [, attribute] of attributes!.matchAll(/ ([a-z]+)="/g))
      expect(allowed[name!], tag).toContain(attribute)
  }
})
