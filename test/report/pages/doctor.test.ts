import { expect, test } from 'vitest'
import { renderDoctor, renderSelfTest } from '../../../src/report/pages/doctor.ts'
import { clean, leak, plain, reading, recording, widest } from '../build.ts'

const examined = {
  path: '/usr/bin/node',
  version: '20.20.2',
  recording: recording({ released: reading({ round: 9 }) }),
  noise: { rounds: 15, medianBytes: 44, largestBytes: 8_800 },
}

test.each([40, 60, 80])('at %d columns the text of each line is wrapped under its beginning', width => {
  const rendered = renderDoctor(examined, { ...plain, width })
  expect(widest(rendered)).toBeLessThanOrEqual(width)
  expect(rendered.replaceAll(/\s+/g, ' ')).toContain('of heap a watched object, taken out of every figure')
  for (const line of rendered.split('\n')) expect(line).toMatch(/^([✔✘] [a-z ]{13} | {16})\S/)
})

test('the self-test has a line for the planted leak and one for its clean twin', () => {
  expect(renderSelfTest({ planted: leak.verdict, clean: clean.verdict }, plain)).toBe(
    '✔ planted leak  leaking, 928 B/step\n✔ clean twin    collected',
  )
})
