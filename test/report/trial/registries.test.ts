// What is printed of the scenario's own FinalizationRegistries?
import { expect, test } from 'vitest'
import type { RecordedRegistry } from '../../../src/model/event.ts'
import { renderRegistries, renderRegistryDetails } from '../../../src/report/trial/registries.ts'
import { ascii, leakingRecording, plain, widest } from '../build.ts'

const call = {
  held: '"connection 0"',
  moment: 'collection',
  round: 0,
  tick: 'separate task',
  delayMs: 0.5,
} as const

function registry(changes: Partial<RecordedRegistry> = {}): RecordedRegistry {
  return {
    ...{ place: 'src/pool.ts:12', registered: 10, unregistered: 0, called: 0, threw: 0 },
    ...{ calledInAll: 0, wasCollected: false, calls: [] },
    ...changes,
  }
}

const recorded = (watched: RecordedRegistry[], created = watched.length) => ({
  ...leakingRecording(3),
  registries: { created, watched },
})
const render = (...watched: RecordedRegistry[]) => renderRegistries(recorded(watched), plain)

test('nothing without a registry', () => {
  expect(renderRegistries(leakingRecording(3), plain)).toBe('')
  expect(renderRegistryDetails(leakingRecording(3), plain)).toBe('')
})

test('pending is what was registered, and neither unregistered nor called', () => {
  expect(render(registry({ called: 7, calledInAll: 7, calls: [call] }))).toBe(
    `
finalizer events  registered  unregistered  called  pending
pool.ts:12                10             0       7        3
  First call: with "connection 0", in a separate task after the collection (round 1)`
      .slice(1)
      .replace(' (round 1)', '\n  (round 1)'),
  )
})

test('a token may remove several registrations, so what is left is an upper bound', () => {
  expect(render(registry({ unregistered: 4 }))).toMatch(/ 10 +4 +0 +at most 6$/)
  expect(render(registry({ unregistered: 10 }))).toMatch(/ 10 +10 +0 +0$/)
})

test('a registry that was collected has nothing pending', () => {
  const text = render(registry({ wasCollected: true, called: 1, calledInAll: 1 }), registry())
  expect(text).toMatch(/ 20 +0 +1 +10$/m)
  expect(text).toContain('The registry was collected, so 9 callbacks are never called')
})

test('registries of one place are added up; of many places the first two are printed', () => {
  const text = render(registry(), registry(), ...[1, 2, 3].map(line => registry({ place: `a.ts:${line}` })))
  expect(text).toMatch(/^pool\.ts:12 +20 /m)
  expect(text).toMatch(/^a\.ts:1 +10 /m)
  expect(text).not.toContain('a.ts:2')
  expect(text).toContain('2 more registries')
})

test('errors, calls after the end, and registries that are not watched', () => {
  const recording = recorded([registry({ called: 4, threw: 2, calledInAll: 10 })], 9)
  const text = renderRegistries(recording, plain)
  expect(text).toContain('2 callbacks threw')
  expect(text).toContain('Once the scenario was dropped: 6 more calls')
  expect(text).toContain('8 more registries were created; leaklab does not watch so many')
})

test('a place that is not known, and hostile texts', () => {
  const nasty = {
    ...call,
    held: '"\u001b[2J日本日本日本日本日本日本日本日本日本日本日本日本日本日本日本日本"',
  }
  for (const style of [plain, { ...ascii, width: 60 }]) {
    const recording = recorded([registry({ place: '', calls: [nasty] })])
    const text = `${renderRegistries(recording, style)}\n${renderRegistryDetails(recording, style)}`
    expect(text).toMatch(/^a registry /m)
    expect(text).not.toContain('\u001b')
    expect(widest(text)).toBeLessThanOrEqual(style.width)
  }
})

test('with --details all recorded calls are printed', () => {
  const calls = [call, { ...call, held: 'Socket', tick: 'none' as const, moment: 'step' as const, round: 1 }]
  const text = renderRegistryDetails(recorded([registry({ called: 2, calledInAll: 2, calls })]), plain)
  expect(text).toMatch(/^pool\.ts:12 +"connection 0" +1 {2}separate task +0\.50 ms$/m)
  expect(text).toMatch(/^pool\.ts:12 +Socket +2 {2}before any collection$/m)
})
