import { expect, test } from 'vitest'
import { renderComparison } from '../../../src/report/trial/comparison.ts'
import { renderDetails } from '../../../src/report/trial/details.ts'
import {
  ascii,
  clean,
  colored,
  failed,
  failure,
  growing,
  leak,
  plain,
  recording,
  recovery,
  subject,
  verdict,
  widest,
} from '../build.ts'

const refuted = { ...clean, verdict: verdict('leaking', [growing], { claimMet: false }) }
const broken = failed({ kind: 'failed', failure })
const long = {
  ...clean,
  recording: recording({
    subject: { ...subject, variant: 'least recently used, 50 entries', claim: 'plateaus' },
  }),
}
const all = [leak, clean, refuted, broken]

test('a row for each variant', () => {
  expect(renderComparison(all, { ...plain, width: 100 })).toBe(
    `
                                           growth per   alive/
   variant            claim     verdict     iteration  watched     freed
────────────────────────────────────────────────────────────────────────
✔  unbounded Map      leaks     leaking         928 B  400/400  371.2 kB
✔  deleted on logout  collects  collected        none    0/400   nothing
✘  deleted on logout  collects  leaking         928 B
✘  unbounded Map      leaks     failed
`.slice(1, -1),
  )
})

test('at 40 columns mark, name, verdict and growth are left, and a long name is cut', () => {
  expect(renderComparison([leak, long], { ...ascii, width: 40 })).toBe(
    `
                              growth per
    variant        verdict     iteration
----------------------------------------
ok  unbounded Map  leaking         928 B
ok  least rece...  collected        none
`.slice(1, -1),
  )
})

test.each([40, 60, 80, 100])('at %d columns no line is longer, and none wraps', width => {
  const rendered = renderComparison(all, { ...plain, width })
  expect(widest(rendered)).toBeLessThanOrEqual(width)
  expect(rendered.split('\n')).toHaveLength(3 + all.length)
  expect(rendered).not.toMatch(/ $/m)
})

test('colors mean: red a leak, green what is collected', () => {
  const rendered = renderComparison(all, colored)
  expect(rendered).toContain('\u001b[38;5;196m\u001b[1mleaking')
  expect(rendered).toContain('\u001b[38;5;28m\u001b[1mcollected')
})

test.each([
  [20_000, 3, '20.0 kB'],
  [7_300, 0, 'nothing'],
  [-512, 0, 'nothing'],
  [7_300, 3, '3 objects'],
])('a release that freed %d bytes and %d objects is described as in the evidence', (...args) => {
  const [bytes, objects, rendered] = args
  const result = { ...leak, verdict: verdict('leaking', [growing, recovery(bytes, 90_000, objects)]) }
  expect(renderComparison([result], { ...plain, width: 100 })).toMatch(new RegExp(` ${rendered}$`))
  expect(renderDetails(result, plain)).toContain(`dropping the scenario's references freed ${rendered}`)
})

test('without results the text is empty', () => {
  expect(renderComparison([], plain)).toBe('')
})
