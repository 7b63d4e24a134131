// Does leaklab report what the scenario's own FinalizationRegistries do, and does watching them change no figure?
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { growthOf } from '../../src/model/evidence.ts'
import type { Result } from '../../src/model/report.ts'
import { parseReport } from '../../src/report/formats/json.ts'
import { fixtures, leaklab } from './leaklab.ts'
import { nodeBinary } from './runtimes.ts'

async function check(...args: string[]): Promise<(variant: string) => Result> {
  const { stdout, stderr } = await leaklab(['check', ...args, '--no-paths', '--no-config', '--json'])
  expect(stdout, stderr).not.toBe('')
  const { results } = parseReport(stdout)
  return variant => {
    const found = results.find(({ recording }) => recording.subject.variant === variant)
    expect(found, variant).toBeDefined()
    return found!
  }
}

/** V8 may deliver the callbacks of the newest collection only after the last reading. */
function expectAllButTheLastRound(called: number, steps: number, lastRound: number): void {
  expect(called).toBeLessThanOrEqual(steps)
  expect(called).toBeGreaterThanOrEqual(steps - lastRound)
}

describe.each(['20', '22', '24', '26'])(
  'finalizer-callbacks on Node %s: the table and the lesson agree',
  major => {
    let registriesOf: (variant: string) => { steps: number; created: number } & Record<string, unknown>
    beforeAll(async () => {
      const of = await check(
        'finalizer-callbacks',
        '--runtime',
        nodeBinary(major),
        '--rounds',
        '5',
        '--steps',
        '200',
      )
      registriesOf = variant => {
        const { registries, rounds } = of(variant).recording
        const { calls, place, ...counts } = registries.watched[0]!
        expect(place).toMatch(/^scenarios\/finalizers\/finalizer-callbacks\.ts:\d+$/)
        return {
          steps: rounds.at(-1)!.totalSteps,
          created: registries.created,
          held: calls[0]?.held,
          tick: calls[0]?.tick,
          ...counts,
        }
      }
    })

    test('a held value that references its target: never called, until the scenario is dropped', () => {
      const { steps, ...counts } = registriesOf('held value references its target')
      expect(counts).toMatchObject({
        created: 1,
        registered: steps,
        unregistered: 0,
        called: 0,
        wasCollected: false,
      })
    })

    test('a name: called for each, in a separate task', () => {
      const { steps, called, tick, ...counts } = registriesOf('held value is a name')
      expect(counts).toMatchObject({ created: 1, registered: steps, unregistered: 0, threw: 0 })
      expect(counts.held).toBe('{ name }')
      expectAllButTheLastRound(called as number, steps, 200)
      // On a busy machine V8 posts the task after a turn of the event loop.
      expect(['separate task', 'later task']).toContain(tick)
    })

    test('a registry that is not kept: collected, and not called', () => {
      const { steps, ...counts } = registriesOf('registry not kept')
      expect(counts).toMatchObject({
        created: steps,
        registered: 1,
        called: 0,
        calledInAll: 0,
        wasCollected: true,
      })
    })

    test('unregistered: not called', () => {
      const { steps, ...counts } = registriesOf('unregistered before collection')
      expect(counts).toMatchObject({ registered: steps, unregistered: steps, called: 0, calledInAll: 0 })
    })
  },
)

describe('registries of all kinds', () => {
  let of: (variant: string) => Result
  beforeAll(async () => {
    of = await check(join(fixtures, 'own/registries.mjs'), '--rounds', '9', '--steps', '500')
  })
  const watched = (variant: string) => of(variant).recording.registries.watched
  const steps = (variant: string) => of(variant).recording.rounds.at(-1)!.totalSteps
  const bytes = (variant: string) => growthOf(of(variant).verdict.evidence, ['rising']).bytesPerStep

  test.each(['targets kept', 'registries kept'])('%s: the same growth as without being watched', variant => {
    expect(bytes(variant)).toBeGreaterThan(30)
    expect(Math.abs(bytes(variant) - bytes(`${variant}, native`))).toBeLessThan(4)
    expect(watched(`${variant}, native`)).toEqual([])
  })

  test('only the first registries are watched, and all are counted', () => {
    expect(watched('registries kept')).toHaveLength(8)
    expect(of('registries kept').recording.registries.created).toBe(steps('registries kept'))
  })

  test('unregister counts once for all that it removes', () => {
    const count = steps('one token for two')
    expect(watched('one token for two')).toMatchObject([
      { registered: 2 * count, unregistered: count, called: 0 },
    ])
  })

  test('a callback that throws is counted, and its error is uncaught as ever', () => {
    const [counts, ...others] = watched('callback throws')
    expect(others, 'a registry that is never used').toEqual([])
    expect(of('callback throws').recording.registries.created).toBe(1)
    expect(counts!.called).toBeGreaterThan(0)
    expect(counts!.threw).toBe(counts!.called)
    expect(counts!.calls[0]!.held).toBe('7')
    expect(of('callback throws').recording.ending).toEqual({ kind: 'complete' })
  })

  test('a subclass is watched', () => {
    const count = steps('subclass')
    expect(watched('subclass')).toMatchObject([{ registered: count, unregistered: 0 }])
    expectAllButTheLastRound(watched('subclass')[0]!.called, count, 500)
    expect(watched('subclass')[0]!.calls[0]!.held).toBe('symbol')
  })

  test('no code of a held value runs, and its text is short and plain', () => {
    expect(of('held values').recording.ending).toEqual({ kind: 'complete' })
    const helds = watched('held values')[0]!.calls.map(({ held }) => held)
    expect(helds).toHaveLength(3)
    for (const held of helds) expect(held).toMatch(/^(a Proxy|"\\u001b\[2J[日本]{56}")$/)
    expect(new Set(helds).size).toBe(2)
  })

  test('errors, names and types are those of the class of the engine', () => {
    expect(of('errors of the engine').recording.notes[0]!.text).toBe(
      'TypeError, TypeError, TypeError, TypeError, TypeError, FinalizationRegistry, 1, 2, 1, true, true, [object FinalizationRegistry]',
    )
  })
})
