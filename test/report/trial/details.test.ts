import { describe, expect, test } from 'vitest'
import { renderDetails } from '../../../src/report/trial/details.ts'
import {
  ascii,
  clean,
  colored,
  failed,
  failure,
  growing,
  growth,
  leak,
  leakingRecording,
  plain,
  recording,
  recovery,
  subject,
  survivors,
  verdict,
  widest,
} from '../build.ts'

const finalizers = Array.from({ length: 30 }, (_, i) => ({
  order: i + 1,
  label: 'Session',
  round: i < 10 ? 0 : 4,
  tick: 'separate task' as const,
  delayMs: 0.5 + i / 100,
}))
const notes = [
  { text: 'opened', moment: 'setup' as const, round: -1, tick: 'none' as const, delayMs: 0 },
  {
    text: 'called with "connection 0"',
    moment: 'collection' as const,
    round: 0,
    tick: 'separate task' as const,
    delayMs: 0.45,
  },
]
const eventful = {
  ...leak,
  recording: { ...leakingRecording(40), finalizers, finalizersTotal: 4000, notes, notesTotal: 2 },
}

test('a leak, from its rounds to its verdict', () => {
  expect(renderDetails(leak, plain)).toBe(
    `
Strong cache · unbounded Map
claim: it leaks (grows without bound)

                  heap                    Δ    array                    major/
  round  steps    used     Δ heap  external  buffers  alive  finalized   minor
──────────────────────────────────────────────────────────────────────────────
  start         4.6 MB                        1.5 MB      0          0     2/1
warm  1    100  4.7 MB   +92.8 kB         0   1.5 MB    100          0     2/1
      2    100  4.8 MB   +92.8 kB         0   1.5 MB    200          0     2/1
      3    100  4.9 MB   +92.8 kB         0   1.5 MB    300          0     2/1
      4    100  5.0 MB   +92.8 kB         0   1.5 MB    400          0     2/1
dropped         4.6 MB  −371.2 kB         0   1.5 MB      0        400     2/1

LEAKING  grows by 928 B per iteration
  · JS heap: grows by 928 B per iteration over 3 rounds, 300 iterations (between
    920 B and 936 B)
  · alive after collection: 400 of 400 watched objects (Session), more with
    every round
  · external memory and array buffers: no growth
  · finalization callbacks: 0 of 400 before the scenario was dropped (the
    specification guarantees none)
  · dropping the scenario's references freed 371.2 kB and 400 objects
✔ claim met: it leaks
`.trim(),
  )
})

test('at 60 columns without Unicode the least important columns are gone and all signs are ASCII', () => {
  expect(renderDetails(clean, { ...ascii, width: 60 })).toBe(
    `
Strong cache / deleted on logout
claim: it collects (keeps nothing)

                heap                 d
round  steps    used  d heap  external  alive  finalized
--------------------------------------------------------
start         4.6 MB                        0          0
    1    100  4.6 MB       0         0      0        100

COLLECTED  keeps none of 400 watched objects
  - JS heap: no growth over 3 rounds, 300 iterations (at
    most 1.2 B per iteration)
  - external memory and array buffers: no growth
  - alive after collection: none of 400 watched objects
ok claim met: it collects
`.trim(),
  )
})

test('at 40 columns rounds, heap and survivors are left', () => {
  const long = renderDetails(eventful, { ...ascii, width: 40 }).split('\n\n')[1]!
  expect(long.split('\n').slice(0, 5).join('\n')).toBe(
    `
                  heap
  round  steps    used    d heap  alive
---------------------------------------
  start         4.6 MB                0
warm  1    100  4.7 MB  +92.8 kB    100
`.slice(1, -1),
  )
})

test.each([40, 60, 80, 120])('at %d columns no line is longer', width => {
  const style = { ...plain, width }
  expect(widest(renderDetails(eventful, style))).toBeLessThanOrEqual(width)
  expect(widest(renderDetails(eventful, { ...style, unicode: false }))).toBeLessThanOrEqual(width)
})

test('no line ends in a space', () => {
  for (const width of [40, 60, 80, 120])
    expect(renderDetails(eventful, { ...plain, width })).not.toMatch(/ $/m)
})

test('without Unicode every character is ASCII', () => {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the whole of ASCII is meant
  expect(renderDetails(eventful, ascii)).toMatch(/^[\x00-\x7f]*$/)
})

test('without color there is no escape, whatever the scenario says', () => {
  const nasty = '\u001b[31mred\u001b[0m\u0007'
  const label = survivors({ alive: 3, labels: [{ label: nasty, watched: 3, alive: 3 }] })
  const result = {
    ...leak,
    recording: {
      ...eventful.recording,
      subject: { ...subject, title: nasty, variant: nasty },
      finalizers: [{ ...finalizers[0]!, label: nasty }],
      notes: [{ ...notes[0]!, text: nasty }],
      stdout: { bytes: 20, text: nasty },
    },
    verdict: verdict('plateau', [label]),
  }
  const rendered = renderDetails(result, plain)
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what must not be there
  expect(rendered).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f]/)
  expect(rendered).toContain('red')
})

test('with color the text is the same but for its colors', () => {
  const rendered = renderDetails(eventful, colored)
  expect(rendered).toContain('\u001b[')
  // biome-ignore lint/suspicious/noControlCharactersInRegex: colors are taken off
  expect(rendered.replace(/\u001b\[[\d;]+m/g, '')).toBe(renderDetails(eventful, plain))
})

test('only lines that separate are dim', () => {
  const dim = renderDetails(eventful, colored)
    .split('\n')
    .filter(line => line.includes('\u001b[2m'))
  expect(dim.length).toBeGreaterThan(0)
  for (const line of dim) expect(line.replaceAll('─', '')).toBe('\u001b[2m\u001b[22m')
})

test('a long run is thinned to 14 rows, its last round and the row after the drop among them', () => {
  const [, table] = renderDetails(eventful, plain).split('\n\n')
  const rows = table!.split('\n').slice(3)
  expect(rows).toHaveLength(14)
  expect(rows.filter(row => row.startsWith('…'))).toEqual(['… 29 similar rounds …'])
  expect(rows.slice(-2).map(row => row.trim().split(/ +/)[0])).toEqual(['40', 'dropped'])
})

test('callbacks are in their order, with round, tick and delay', () => {
  expect(renderDetails(eventful, plain)).toContain(
    `
Objects that leaklab saw collected: 4,000, of which the first 30 are recorded
order  what     round  task             delay
─────────────────────────────────────────────
    1  Session      1  separate task  0.50 ms
    2  Session      1  separate task  0.51 ms
    3  Session      1  separate task  0.52 ms
    4  Session      1  separate task  0.53 ms
    5  Session      1  separate task  0.54 ms
    6  Session      1  separate task  0.55 ms
… 23 similar callbacks …
   30  Session      5  separate task  0.79 ms
delay and task: how long it came after the collection, and in which task
`,
  )
})

test('notes have the moment they were written in', () => {
  expect(renderDetails(eventful, plain)).toContain(
    `
Notes: 2
 round  when             delay  note
──────────────────────────────────────────────────────────
set-up  in the set-up           opened
     1  separate task  0.45 ms  called with "connection 0"

`,
  )
})

test.each([40, 60, 80])('at %d columns a note is shown to its end', width => {
  const text = `Possible EventEmitter memory leak detected, with ${'a-very-long-word-'.repeat(5)}in it`
  const long = recording({ notes: [{ ...notes[1]!, text }] })
  const rendered = renderDetails({ ...leak, recording: long }, { ...plain, width })
  expect(widest(rendered)).toBeLessThanOrEqual(width)
  const [, head, , ...rows] = rendered
    .slice(rendered.indexOf('Notes'), rendered.indexOf('delay and task'))
    .split('\n')
  const column = rows.map(row => row.slice(head!.indexOf('note'))).join('')
  expect(column.replaceAll(' ', '')).toBe(text.replaceAll(' ', ''))
})

test('notes without callbacks have their own caption', () => {
  const rendered = (tick: 'separate task' | 'none') =>
    renderDetails({ ...leak, recording: recording({ notes: [{ ...notes[1]!, tick }] }) }, plain)
  expect(rendered('separate task')).toContain('delay and task')
  expect(rendered('none')).not.toContain('delay and task')
})

test('an event after the last round came after the scenario was dropped', () => {
  const released = { ...eventful.recording, finalizers: [{ ...finalizers[0]!, round: 40 }] }
  expect(renderDetails({ ...leak, recording: released }, plain)).toMatch(
    /^ +1 {2}Session {2}dropped {2}separate task/m,
  )
})

test('what the scenario printed is a few lines and its size', () => {
  const printed = { bytes: 12_345, text: 'one\ntwo\nthree\nfour\n' }
  const rendered = renderDetails({ ...leak, recording: { ...leak.recording, stdout: printed } }, plain)
  expect(rendered).toContain('It printed 12.3 kB to stdout\n  one\n  two\n  three\n  …\n\n')
  const tail = renderDetails({ ...leak, recording: { ...leak.recording, stderr: printed } }, plain)
  expect(tail).toContain('It printed 12.3 kB to stderr\n  …\n  two\n  three\n  four\n\n')
})

test('where nothing was watched there are no columns of zeros', () => {
  const rounds = leakingRecording(2).rounds.map(round => ({ ...round, watched: 0, alive: 0 }))
  expect(renderDetails({ ...leak, recording: recording({ rounds }) }, plain)).not.toMatch(
    /^.*alive +finalized/m,
  )
})

describe('the verdict', () => {
  const rendered = (result: Parameters<typeof renderDetails>[0]) =>
    renderDetails(result, { ...plain, width: 200 })

  test('names the memory that grows most', () => {
    const outside = growth({ series: 'external', bytesPerStep: 20_480 })
    expect(rendered({ ...leak, verdict: verdict('leaking', [growing, outside]) })).toContain(
      'LEAKING  grows by 20.5 kB per iteration outside the JS heap\n',
    )
  })

  test('of a leak of objects without bytes counts the objects', () => {
    const alive = survivors({ pointsTo: 'leaking', trend: 'rising', alive: 400 })
    expect(rendered({ ...leak, verdict: verdict('leaking', [alive]) })).toContain(
      'LEAKING  keeps ever more objects: 400 alive\n',
    )
  })

  test('of a plateau says how much is kept', () => {
    const kept = survivors({ pointsTo: 'plateau', alive: 50, oldestRound: 3 })
    expect(rendered({ ...leak, verdict: verdict('plateau', [kept]) })).toContain(
      'PLATEAU  keeps 50 of 400 watched objects, and no more\n',
    )
    expect(rendered({ ...leak, verdict: verdict('plateau', [recovery(531_784, 548_112)]) })).toContain(
      'PLATEAU  keeps 531.8 kB, and no more\n',
    )
  })

  test('a release is mentioned if it freed something, or if a leak stayed', () => {
    const rendered = (outcome: 'leaking' | 'collected', bytes: number, objects: number) =>
      renderDetails({ ...leak, verdict: verdict(outcome, [recovery(bytes, 120_000, objects)]) }, plain)
    expect(rendered('leaking', 20_000, 0)).toContain("dropping the scenario's references freed 20.0 kB\n")
    expect(rendered('leaking', 500, 3)).toContain("dropping the scenario's references freed 3 objects\n")
    expect(rendered('leaking', 500, 0)).toContain(
      "dropping the scenario's references freed nothing; other references remain",
    )
    expect(rendered('collected', 500, 0)).not.toContain('the release')
  })

  test.each([
    [3, ', all from the last round'],
    [1, ', the oldest from round 2 of 4'],
    [-1, ', the oldest from the set-up'],
  ])('of a plateau gives the age of what is kept: oldest round %d', (oldestRound, age) => {
    const labels = [
      { label: 'Session', watched: 300, alive: 40 },
      { label: 'User', watched: 100, alive: 10 },
    ]
    const kept = survivors({ pointsTo: 'plateau', alive: 50, oldestRound, lastRound: 3, labels })
    expect(rendered({ ...leak, verdict: verdict('plateau', [kept]) })).toContain(
      `alive after collection: 50 of 400 watched objects (40 Session, 10 User)${age}\n`,
    )
  })

  test('is refuted in words', () => {
    const refuted = { ...clean, verdict: verdict('leaking', [growing], { claimMet: false }) }
    expect(rendered(refuted)).toMatch(/✘ claim refuted: said "it collects", but it leaks$/)
  })

  test('of a bare function is measured by what is expected, not by what is claimed', () => {
    const bare = recording({ subject: { ...subject, claim: 'collects', stated: false } })
    expect(rendered({ ...clean, recording: bare })).toMatch(/✔ no leak, as expected$/)
  })

  test('counts only those objects as watched that were', () => {
    const evidence = [
      survivors({ watched: 500 }),
      { kind: 'finalization' as const, pointsTo: 'nothing' as const, watched: 400, delivered: 400 },
    ]
    const caveats = [{ code: 'sampled' as const, untracked: 100 }]
    const sampled = rendered({ ...clean, verdict: verdict('collected', evidence, { caveats }) })
    expect(sampled).toContain('COLLECTED  keeps none of 400 watched objects\n')
    expect(sampled).toContain(
      '! the table of watched objects was full: 100 objects more could only be counted\n',
    )
  })

  test('that is inconclusive says what to try', () => {
    const unsure = { ...leak, retries: 2, verdict: verdict('inconclusive', [growth({ trend: 'unclear' })]) }
    expect(rendered(unsure)).toMatch(/! 2 earlier trials ended inconclusive\n {2}Try: fix more rounds/)
  })

  test.each([
    [{ code: 'nothing-watched' as const }, 'nothing was watched'],
    [
      { code: 'noisy' as const, hiddenBytesPerStep: 40 },
      'a leak below 40 B per iteration could go unnoticed',
    ],
    [{ code: 'did-not-converge' as const, rounds: 1 }, 'still moving when 1 round ended'],
    [
      { code: 'few-rounds' as const, rounds: 1, fixed: false },
      'only 1 round was measured; more time would make it surer',
    ],
    [
      { code: 'few-rounds' as const, rounds: 5, fixed: true },
      'only 5 rounds were measured; more --rounds would make it surer',
    ],
    [{ code: 'cut-short' as const, afterMs: 60_000 }, 'stopped at the time limit of 60 s'],
    [{ code: 'foreign-lines' as const, lines: 2 }, "2 lines on the channel were not leaklab's own"],
  ])('has the caveat %o', (caveat, words) => {
    expect(rendered({ ...leak, verdict: verdict('leaking', [growing], { caveats: [caveat] }) })).toContain(
      words,
    )
  })

  test('speaks of collecting, never of freeing or destroying', () => {
    // Only of memory: `dropping the scenario's references freed 371.2 kB and 400 objects`.
    expect(
      (rendered(eventful) + rendered(clean)).replace(
        /dropping the scenario's references freed [\d.]+ [kM]B/,
        '',
      ),
    ).not.toMatch(/freed|destroy/i)
  })
})

describe('a trial that failed', () => {
  test('shows the message, the place in the user file, and what to try', () => {
    expect(renderDetails(failed({ kind: 'failed', failure }), plain)).toBe(
      `
Strong cache · unbounded Map
claim: it leaks (grows without bound)

FAILED  it failed in step 17: TypeError: cache.add is not a function
  at Object.step (/home/me/my-thing.ts:12:9)
  Try: fix the error above, then run it again
✘ the claim is neither met nor refuted
`.trim(),
    )
  })

  test('keeps the rounds that ran', () => {
    const { baseline, rounds } = leakingRecording(3)
    const rendered = renderDetails(failed({ kind: 'timeout', afterMs: 30_000 }, { baseline, rounds }), plain)
    expect(rendered).toContain('FAILED  it did not end within 30 s; it was stopped after 3 rounds\n')
    expect(rendered).toContain('--timeout 120')
    expect(rendered).toMatch(/^ +3 +100 /m)
  })

  test.each([
    [{ kind: 'exited' as const, code: 3 }, 'exit code 3', 'process.exit()'],
    [{ kind: 'killed' as const, signal: 'SIGKILL' }, 'by SIGKILL', 'run it again'],
    [{ kind: 'exhausted' as const, limitMb: 256, steps: 3 }, 'at 256 MB', '--heap-limit 512'],
    [{ kind: 'unstartable' as const, message: 'spawn ENOENT' }, 'spawn ENOENT', '--runtime'],
    [{ kind: 'flooded' as const, bytes: 67_000_000 }, 'sent 67.0 MB', 'lab.note()'],
    [
      { kind: 'failed' as const, failure: { ...failure, origin: 'rejection' as const } },
      'nobody awaits',
      'await',
    ],
    [
      { kind: 'failed' as const, failure: { ...failure, origin: 'callback' as const } },
      'a callback',
      'catch the error',
    ],
    [
      { kind: 'failed' as const, failure: { ...failure, origin: 'export' as const } },
      'is no scenario',
      'leaklab show',
    ],
    [
      { kind: 'failed' as const, failure: { ...failure, origin: 'no-step' as const } },
      failure.message,
      'returns the function that is repeated: `() => () => { … }`',
    ],
    [
      { kind: 'failed' as const, failure: { ...failure, origin: 'collector' as const } },
      'could not be forced',
      'leaklab doctor',
    ],
  ])('describes %o', (ending, what, advice) => {
    const rendered = renderDetails(failed(ending), { ...plain, width: 200 })
    expect(rendered).toContain(what)
    expect(rendered).toMatch(
      new RegExp(`\\n {2}Try: .*${advice.replace(/[.()]/g, '\\$&')}.*\\n✘ the claim is neither`),
    )
  })

  test('says so when the collections were no major ones', () => {
    const caveats = [{ code: 'not-major' as const, forced: 80, forcedMajor: 3 }]
    const rendered = renderDetails({ ...leak, verdict: verdict('failed', [growing], { caveats }) }, plain)
    expect(rendered).toContain('FAILED  the collections that were forced were no major ones\n')
    expect(rendered).toContain('of 80 forced collections only 3 were major')
    expect(rendered).toContain('leaklab doctor')
  })
})
