// The screen of one variant: the goldens in screens/ were looked at, and every promise about them is a test.
import { describe, expect, test } from 'vitest'
import { tableFormat } from '../../../src/report/formats/table.ts'
import type { Style } from '../../../src/report/terminal/style.ts'
import { renderVariant } from '../../../src/report/trial/variant.ts'
import { simulate } from '../../judgement/simulate.ts'
import {
  ascii,
  clean,
  colored,
  failed,
  failure,
  growing,
  growth,
  leak,
  plain,
  recording,
  recovery,
  report,
  survivors,
  verdict,
  widest,
} from '../build.ts'
import { scenarios } from './simulated.ts'

const names = Object.keys(scenarios)
const widths = [60, 80, 100]
const variants = Object.values(scenarios).flat()

/** All that `run` prints for one scenario. */
function print(name: string, style: Style): string {
  const results = scenarios[name]!
  let text = ''
  const reporter = tableFormat.create(part => {
    text += part.endsWith('\n') ? part : `${part}\n`
  }, style)
  reporter.expect!(results.map(({ recording }) => recording.subject))
  for (const [i, result] of results.entries()) reporter.result!(i, result)
  void reporter.end!(report(results))
  return text
}

describe.each(names)('%s', name => {
  test.each(widths)('at %d columns, in Unicode and in ASCII', async width => {
    await expect(print(name, { ...plain, width })).toMatchFileSnapshot(`screens/${name}-${width}.txt`)
    await expect(print(name, { ...ascii, width })).toMatchFileSnapshot(`screens/${name}-${width}-ascii.txt`)
  })

  test('at 80 columns each variant fits 24 rows', () => {
    for (const style of [plain, ascii])
      for (const result of scenarios[name]!)
        expect(
          renderVariant(result, style).split('\n').length,
          result.recording.subject.variant,
        ).toBeLessThanOrEqual(24)
  })

  test.each([40, 60, 80, 100, 120])('at %d columns no line is longer, and none ends in a space', width => {
    for (const style of [plain, ascii]) {
      expect(widest(print(name, { ...style, width }))).toBeLessThanOrEqual(width)
      expect(print(name, { ...style, width })).not.toMatch(/ $/m)
    }
  })

  test('without Unicode every character is ASCII', () => {
    // biome-ignore lint/suspicious/noControlCharactersInRegex: the whole of ASCII is meant
    expect(print(name, ascii)).toMatch(/^[\x00-\x7f]*$/)
  })

  test('color adds no text, and takes none away', () => {
    const rendered = print(name, colored)
    expect(rendered).toContain('\u001b[')
    // biome-ignore lint/suspicious/noControlCharactersInRegex: colors are taken off
    expect(rendered.replace(/\u001b\[[\d;]+m/g, '')).toBe(print(name, plain))
    expect(rendered.split('\n').filter(line => line.includes('\u001b[2m') && !line.includes('─'))).toEqual([])
  })
})

test('the parts are in their order, with one blank line between them', () => {
  const parts = renderVariant(variants[0]!, plain).split('\n\n')
  expect(parts.map(part => part.split('\n')[0]!.replaceAll(/ +/g, ' ').slice(0, 24))).toEqual([
    'Strong cache · unbounded',
    expect.stringContaining('│'),
    ' iterations JS heap chan',
    'Why they stay alive (ret',
    'LEAKING grows by 920 B p',
  ])
})

test('no sentence is printed twice in one variant', () => {
  for (const result of variants) {
    const lines = renderVariant(result, plain)
      .split('\n')
      .filter(line => /[a-z]{4}.* [a-z]{4}/.test(line))
    const sentences = lines.filter(line => !/^(measured|after warm-up|scenario dropped)/.test(line))
    expect(new Set(sentences).size).toBe(sentences.length)
  }
})

test('a long path keeps its root, its holder and its end, on one line each', () => {
  const [ring] = scenarios['cyclic-nodes']!
  const why = renderVariant(ring!, plain)
    .split('\n\n')
    .find(part => part.startsWith('Why'))!
  expect(
    why
      .split('\n')
      .slice(1)
      .map(line => line.trim().slice(0, 24)),
  ).toEqual([
    'the step  cyclic-nodes.t',
    '→ variable forgotten: Ar',
    expect.stringMatching(/^(→|…)/),
    '… 6 more references …',
    expect.stringMatching(/^→ .next: RingNode/),
  ])
})

test('what the one path does not show is counted', () => {
  expect(renderVariant(scenarios['weak-cache']![0]!, plain)).toContain('2 more holders grow: see --details\n')
})

test('what leaklab saw collected is apart from the finalizer events of the scenario', () => {
  const [leak, fix] = scenarios['finalizer-callbacks']!.map(result => renderVariant(result, plain))
  expect(fix).toMatch(
    /^leaklab saw 52,626 of 52,626 watched objects collected$\n\n^finalizer events .* called/m,
  )
  expect(leak).toContain('finalizer events')
  // Where there is little room, it is left out.
  expect(leak).not.toContain('leaklab saw')
})

describe('notes', () => {
  const note = (text: string, round: number) => ({
    text,
    moment: 'step' as const,
    round,
    tick: 'none' as const,
    delayMs: 0,
  })
  const lines = (texts: string[], notesTotal = texts.length) =>
    renderVariant(
      { ...leak, recording: recording({ notes: texts.map((text, i) => note(text, i - 1)), notesTotal }) },
      plain,
    )
      .split('\n')
      .filter(line => /^Note|more note/.test(line))

  test('three fit', () => {
    expect(lines(['one', 'two', 'three'])).toEqual([
      'Note (set-up): one',
      'Note (round 1): two',
      'Note (round 2): three',
    ])
  })

  test('of more, two are shown and the others are counted', () => {
    expect(lines(['one', 'two', 'three', 'four'], 100)).toEqual([
      'Note (set-up): one',
      'Note (round 1): two',
      '98 more notes: see --details',
    ])
  })

  test('of one text there is one line', () => {
    expect(lines(['same', 'same', 'same', 'same'])).toEqual(['Note (set-up, 4 times): same'])
  })

  test('a long one is cut to one line', () => {
    expect(lines(['long '.repeat(40)])).toEqual([expect.stringMatching(/…$/)])
  })
})

describe('the verdict', () => {
  const line = (...args: Parameters<typeof renderVariant>) =>
    renderVariant(...args)
      .split('\n')
      .find(line => /^[A-Z]{6,}/.test(line))

  test('is one line with the claim', () => {
    expect(line(leak, plain)).toBe('LEAKING  grows by 928 B per iteration  ✔ claim met')
    expect(line(leak, ascii)).toBe('LEAKING  grows by 928 B per iteration  ok claim met')
    const refuted = { ...clean, verdict: verdict('leaking', [growing], { claimMet: false }) }
    expect(line(refuted, plain)).toBe('LEAKING  grows by 928 B per iteration  ✘ claim refuted')
  })

  test('is bold, in the color of its outcome', () => {
    expect(line(leak, colored) ?? renderVariant(leak, colored)).toContain(
      '\u001b[38;5;196m\u001b[1mLEAKING\u001b[22m\u001b[39m  \u001b[1mgrows by',
    )
  })

  test('of no stated claim is measured by what is expected', () => {
    const bare = { ...clean.recording, subject: { ...clean.recording.subject, stated: false } }
    expect(line({ ...clean, recording: bare }, plain)).toMatch(/ {2}✔ no leak, as expected$/)
  })

  test('that is inconclusive says so in plain words, and what to try', () => {
    const unsure = { ...leak, retries: 2, verdict: verdict('inconclusive', [growth({ trend: 'unclear' })]) }
    const text = renderVariant(unsure, plain)
    expect(text).toContain('INCONCLUSIVE  after 1.2 s of 60.0 s neither growth nor stability is certain\n')
    expect(text).toContain('claim neither met nor refuted')
    expect(text).toContain('  ! 2 earlier trials ended inconclusive\n  Try: fix more rounds')
  })
})

describe('evidence', () => {
  const bullets = (...[result]: Parameters<typeof renderVariant>) =>
    renderVariant(result, plain)
      .split('\n')
      .filter(line => line.startsWith('  · '))

  test('is at most three lines, what decided first', () => {
    for (const result of [...variants, leak, clean])
      expect(bullets(result, plain).length).toBeLessThanOrEqual(3)
    expect(bullets(leak, plain)[0]).toBe(
      '  · JS heap: grows by 920 B to 936 B per iteration (99 % confidence interval)',
    )
  })

  test('that does not point to the outcome comes last', () => {
    const alive = survivors({ pointsTo: 'leaking', trend: 'rising', alive: 400 })
    const flat = growth({ pointsTo: 'collected', trend: 'flat' })
    const mixed = { ...leak, verdict: verdict('leaking', [flat, alive]) }
    expect(bullets(mixed, plain)[0]).toContain('watched objects are alive, more with every round')
  })

  test('a leak that stays after the scenario was dropped is mentioned', () => {
    const stays = { ...leak, verdict: verdict('leaking', [growing, recovery(500, 90_000)]) }
    expect(bullets(stays, plain)).toContainEqual(
      "  · dropping the scenario's references freed nothing; other references remain",
    )
  })
})

test.each([
  [{ code: 'nothing-watched' as const }, 'bytes alone decide'],
  [{ code: 'noisy' as const, hiddenBytesPerStep: 40 }, 'a leak below 40 B per iteration could go unnoticed'],
  [{ code: 'did-not-converge' as const, rounds: 1 }, 'still changing at the end of 1 round'],
  [{ code: 'few-rounds' as const, rounds: 1, fixed: false }, 'only 1 round measured; --timeout allows more'],
  [{ code: 'few-rounds' as const, rounds: 5, fixed: true }, 'only 5 rounds measured; --rounds allows more'],
  [{ code: 'cut-short' as const, afterMs: 60_000 }, 'stopped at the time limit of 60 s'],
  [{ code: 'sampled' as const, untracked: 100 }, 'full: 100 objects not followed'],
  [{ code: 'foreign-lines' as const, lines: 2 }, "2 lines on leaklab's channel"],
  [{ code: 'not-major' as const, forced: 20, forcedMajor: 3 }, 'only 3 of 20 forced collections'],
])('the caveat %o is one line', (caveat, words) => {
  const text = renderVariant(
    { ...leak, verdict: verdict('leaking', [growing], { caveats: [caveat] }) },
    plain,
  )
  const [, after] = text.split('\n  ! ')
  expect(after).toContain(words)
  expect(after!.split('\n')).toHaveLength(1)
})

test('memory outside the heap has a column and the curve if it is what leaks', () => {
  const rounds = leak.recording.rounds.map((round, i) => ({
    ...round,
    heapUsed: 4_600_000,
    external: 3_000_000 + i * 1_000_000,
  }))
  const outside = growth({ series: 'external', bytesPerStep: 10_000 })
  const text = renderVariant(
    { ...leak, recording: { ...leak.recording, rounds }, verdict: verdict('leaking', [outside]) },
    plain,
  )
  expect(text).toMatch(/^external [│|]/m)
  expect(text).toMatch(/outside heap/)
  expect(renderVariant(leak, plain)).not.toMatch(/outside heap/)
})

describe('a trial that failed', () => {
  test('keeps its frames and its advice', () => {
    expect(renderVariant(failed({ kind: 'failed', failure }), plain)).toBe(
      `
Strong cache · unbounded Map  claim: it leaks (grows without bound)

FAILED  it failed in step 17: TypeError: cache.add is not a function
  at Object.step (/home/me/my-thing.ts:12:9)
  Try: fix the error above, then run it again
`.trim(),
    )
  })

  test('shows what it printed, of which others have the size only', () => {
    const stderr = { bytes: 12, text: 'why it ended' }
    expect(renderVariant(failed({ kind: 'exited', code: 3 }, { stderr }), plain)).toContain('why it ended')
    const text = renderVariant({ ...leak, recording: { ...leak.recording, stderr } }, plain)
    expect(text).toContain('It printed 12 B to stderr: see --details')
    expect(text).not.toContain('why it ended')
  })
})

test('without color there is no escape, whatever the scenario says', () => {
  const nasty = '\u001b[31mred\u001b[0m\u0007\nnext'
  const evil = recording({
    subject: { ...leak.recording.subject, title: nasty, variant: nasty },
    notes: [{ text: nasty, moment: 'step', round: 0, tick: 'none', delayMs: 0 }],
  })
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what must not be there
  expect(renderVariant({ ...leak, recording: evil }, plain)).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f]/)
})

test('memory that V8 does not count is shown from its lowest reading up, where more is reserved than used', () => {
  const result = simulate({ uncounted: steps => steps * 2400 - 16_000_000 })
  const grown = result.recording.rounds.at(-1)!.totalSteps * 2400
  expect(grown).toBeGreaterThan(16_000_000)
  const most = `${(grown / 1e6).toFixed(1)} MB`
  const lines = renderVariant({ ...result, retries: 0 }, plain).split('\n')
  const axis = lines.filter(line => /B │/.test(line)).map(line => line.split(' │')[0]!.trim())
  expect(axis).toEqual([most, '0 B'])
  expect(lines.find(line => line.startsWith('start'))).toMatch(/ 0 B$/)
  expect(lines.findLast(line => line.startsWith('measured'))).toContain(most)
})
