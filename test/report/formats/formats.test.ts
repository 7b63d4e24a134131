// Formats for machines: each is checked against its grammar.
import { describe, expect, test } from 'vitest'
import { renderGithub } from '../../../src/report/formats/github.ts'
import { renderJunit } from '../../../src/report/formats/junit.ts'
import { renderMarkdown } from '../../../src/report/formats/markdown.ts'
import { renderTap } from '../../../src/report/formats/tap.ts'
import { clean, report, subject } from '../build.ts'
import { everything as all, refuted } from './everything.ts'

describe('JUnit', () => {
  const xml = renderJunit(all)

  test('counts what is in it', () => {
    expect(xml).toMatch(
      /^<\?xml version="1\.0" encoding="UTF-8"\?>\n<testsuites name="leaklab" tests="6" failures="1" errors="3" time="[\d.]+">/,
    )
    expect(xml.match(/<testcase /g)).toHaveLength(6)
    expect(xml.match(/<failure /g)).toHaveLength(1)
    expect(xml.match(/<error /g)).toHaveLength(3)
    expect(xml.match(/<testsuite /g)).toHaveLength(3)
  })

  test('is well formed, whatever the names', () => {
    const open: string[] = []
    for (const [tag, slash, name, , alone] of xml.matchAll(/<(\/?)([a-z-]+)((?: [a-z]+="[^"<]*")*)(\/?)>/g)) {
      if (alone === '/') continue
      if (slash === '/') expect(open.pop(), tag).toBe(name)
      else open.push(name!)
    }
    expect(open).toEqual([])
    const text = xml.replaceAll(/<\/?[a-z-]+(?: [a-z]+="[^"<]*")*\/?>|<\?xml[^>]*>/g, '')
    expect(text).not.toMatch(/[<>"]|&(?!(amp|lt|gt|quot|#10);)/)
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not be there
    expect(xml).not.toMatch(/[\u0000-\u0008\u000b-\u001f]/)
    expect(xml).toContain('name="a&lt;b&gt;&amp;&quot;c&quot;%0A::d,e|f#g`h` ]]&gt;"')
  })
})

test('TAP: a plan, a line each, and YAML that says why', () => {
  const lines = renderTap(all).split('\n')
  expect(lines.slice(0, 3)).toEqual([
    'TAP version 14',
    '1..6',
    'ok 1 - caches/strong-cache › deleted on logout',
  ])
  const points = lines.filter(line => /^(not )?ok /.test(line))
  expect(points.map(line => line.split(' - ')[0])).toEqual([
    'ok 1',
    'not ok 2',
    'not ok 3',
    'not ok 4',
    'not ok 5',
    'ok 6',
  ])
  expect(points[1]).toContain('d,e|f\\#g`h`')
  expect(lines.filter(line => line === '  ---')).toHaveLength(5)
  expect(lines.filter(line => line === '  ...')).toHaveLength(5)
  for (const line of lines.filter(line => /^ {2}\w+:/.test(line)))
    expect(() => JSON.parse(line.replace(/^ {2}\w+: /, '')), line).not.toThrow()
  expect(renderTap(all)).toContain('  severity: "refuted"\n')
})

describe('GitHub annotations', () => {
  test('the worst first, one line each, special characters escaped', () => {
    const lines = renderGithub(all).split('\n')
    expect(lines.map(line => /^::(\w+) file=([^,]*),line=(\d+),title=/.exec(line)?.slice(1))).toEqual([
      ['error', 'caches/strong-cache', '1'],
      ['error', 'caches/strong-cache', '1'],
      ['error', './broken.ts', '1'],
      ['warning', 'caches/strong-cache', '1'],
    ])
    expect(lines[0]).toContain('title=leaklab%3A caches/strong-cache › a<b>&"c"%250A%3A%3Ad%2Ce|f')
    for (const line of lines) expect(line.slice(2).split('::')).toHaveLength(2)
  })

  test('no more than GitHub shows, and the number of the others', () => {
    const lines = renderGithub(report(new Array(25).fill(refuted))).split('\n')
    expect(lines).toHaveLength(10)
    expect(lines[9]).toBe('::error title=leaklab::and 16 more; the summary of this step has them all')
    expect(renderGithub(report(new Array(10).fill(refuted))).split('\n')).toHaveLength(10)
  })

  test('are empty if every claim is met', () => {
    expect(renderGithub(report([clean]))).toBe('')
  })

  test('the place is the line of the scenario where the holder is', () => {
    const holder = {
      by: 'variable',
      name: 'cache',
      what: 'Map',
      id: 1,
      scope: 'x',
      place: 'src/my.leak.ts:12',
      times: 1,
      repeatedSteps: 1,
    } as const
    const mine = {
      ...refuted,
      recording: { ...refuted.recording, subject: { ...subject, scenario: './src/my.leak.ts' } },
      verdict: {
        ...refuted.verdict,
        evidence: [
          {
            kind: 'retention',
            pointsTo: 'nothing',
            holder,
            retainedObjects: 1,
            label: 'X',
            fingerprint: '0',
          } as const,
        ],
      },
    }
    expect(renderGithub(report([mine]))).toMatch(/^::error file=src\/my\.leak\.ts,line=12,/)
    const elsewhere = {
      ...mine,
      recording: { ...mine.recording, subject: { ...subject, scenario: './other.ts' } },
    }
    expect(renderGithub(report([elsewhere]))).toMatch(/^::error file=\.\/other\.ts,line=1,/)
  })
})

test('Markdown: claims that are not met first, and markup in names is escaped', () => {
  const text = renderMarkdown(all)
  expect(text).toMatch(
    /^### leaklab: 1 of 6 claims met\n\n\| \| variant \| what was found \|\n\| --- \| --- \| --- \|\n\| ✘ refuted \|/,
  )
  expect(text).toContain('a&lt;b&gt;&amp;"c"%0A::d,e\\|f\\#g\\`h\\`')
  for (const row of text.split('\n').filter(line => line.startsWith('| ')))
    expect(row.replaceAll('\\|', '').match(/\|/g), row).toHaveLength(4)
  expect(text.split('\n').filter(line => line.startsWith('**'))).toHaveLength(4)
})
