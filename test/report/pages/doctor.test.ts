import { expect, test } from 'vitest'
import { renderDoctor, renderSelfTest } from '../../../src/report/pages/doctor.ts'
import { ascii, clean, leak, plain, reading, recording, widest } from '../build.ts'

const examined = {
  name: 'node',
  path: '/usr/bin/node',
  version: '20.20.2',
  recording: recording({ released: reading({ round: 9 }) }),
  noise: { rounds: 15, medianBytes: 44, largestBytes: 8_800 },
  others: [{ version: '22.11.0', path: '/opt/22/bin/node' }],
  selfTest: false,
}

test('on one screen: the answer first, what was examined, the recommendation last', () => {
  expect(renderDoctor(examined, plain)).toBe(
    `
This machine is fit for measuring.

✔ collector     2 collections forced, all of them major
✔ noise         the heap varies by 44 B from round to round (median), by 8.8 kB
                at most, in 15 rounds of a step that keeps nothing
✔ tracking      each tracked object takes 104 B of heap, which is subtracted
                from every figure
✔ heap limit    536.9 MB
✔ runtime       Node 20.20.2 (/usr/bin/node)
✔ engine        V8 12.4, linux x64
  other Nodes   22.11.0 (/opt/22/bin/node)

Recommendation: nothing to do. \`leaklab doctor --self-test\` measures a planted
leak as well.
`.slice(1, -1),
  )
})

test('a noisy heap, a collector that does not obey and a trial that fails have recommendations of their own', () => {
  const noise = { ...examined.noise, medianBytes: 50_000 }
  expect(renderDoctor({ ...examined, noise }, plain)).toMatch(
    /^This machine measures, but its heap is noisy[\s\S]*✘ noise [\s\S]*Recommendation: give each variant more time/,
  )
  const minor = recording({ released: reading({ round: 9, forced: 20, forcedMajor: 3 }) })
  expect(renderDoctor({ ...examined, recording: minor }, plain)).toMatch(
    /^This machine is not fit for measuring[\s\S]*✘ collector +only 3 of 20 forced[\s\S]*Recommendation: use another Node/,
  )
  const broken = recording({ ending: { kind: 'unstartable', message: 'spawn EPERM' } })
  expect(renderDoctor({ ...examined, recording: broken }, plain)).toMatch(
    /^This machine is not fit for measuring[\s\S]*✘ trial +the child process could not be started: spawn EPERM[\s\S]*Recommendation: check the path/,
  )
})

test('an engine that says nothing of its collections is not called unfit', () => {
  const bun = recording({ released: reading({ round: 9, forced: 20, forcedMajor: 0 }) })
  const runtime = {
    ...bun.runtime!,
    name: 'bun',
    v8: '',
    heapLimit: 0,
    missing: ['major-collections' as const],
  }
  const page = renderDoctor(
    { ...examined, name: 'bun', version: 'v1.4.5', recording: { ...bun, runtime } },
    { ...plain, width: 200 },
  )
  expect(page).toMatch(/^This machine is fit for measuring/)
  expect(page).toContain('20 collections forced; Bun does not say whether they were major ones')
  expect(page).toMatch(/✔ runtime +Bun 1\.4\.5 /)
  expect(page).toMatch(/✔ engine +JavaScriptCore, linux x64/)
  expect(page).not.toContain('heap limit')
})

test.each([40, 60, 80])('at %d columns the text of each line is wrapped under its beginning', width => {
  for (const style of [plain, ascii]) {
    const rendered = renderDoctor(examined, { ...style, width })
    expect(widest(rendered)).toBeLessThanOrEqual(width)
    expect(rendered.split('\n').length).toBeLessThan(24 + (width < 80 ? 12 : 0))
    const [, lines = ''] = rendered.split('\n\n')
    for (const line of lines.split('\n'))
      expect(line).toMatch(/^((✔|✘|ok|!!| | {2}) [A-Za-z ]{13} | {16,17})\S/)
  }
})

test('the self-test has a line for the planted leak and one for its clean twin', () => {
  expect(renderSelfTest({ planted: leak.verdict, clean: clean.verdict }, plain)).toBe(
    '✔ planted leak  leaking, 928 B per iteration\n✔ clean twin    collected',
  )
})
