// The harness in Python has its own copies of limits and of the names of the protocol. Are they those of the model?
import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { expect, test } from 'vitest'
import { channelLostCode, maxEventBytes } from '../../src/model/channel.ts'
import { parseEvent, readingSchema } from '../../src/model/event.ts'
import { maxRounds } from '../../src/model/limits.ts'
import { maxDescribedCollections, maxSettleCollections } from '../../src/model/settling.ts'
import { claims } from '../../src/scenario/scenario.ts'

const folder = resolve(import.meta.dirname, '../../src/harness/python/leaklab_harness')
const read = (name: string) => readFileSync(resolve(folder, name), 'utf8')

/** The value of a constant: a number, or a power of two as a shift. */
function constant(file: string, name: string): number {
  const [, base, shift = '0'] =
    new RegExp(`^${name} = (\\d[\\d_]*)(?: << (\\d+))?$`, 'm').exec(read(file)) ?? []
  return Number(base!.replaceAll('_', '')) * 2 ** Number(shift)
}

test.each([
  ['channel.py', 'CHANNEL_LOST_CODE', channelLostCode],
  ['channel.py', 'MAX_EVENT_BYTES', maxEventBytes],
  ['meter.py', 'MAX_DESCRIBED_COLLECTIONS', maxDescribedCollections],
  ['trial.py', 'MAX_SETTLE_COLLECTIONS', maxSettleCollections],
  ['tracked_objects.py', 'MAX_ROUNDS', maxRounds],
])('%s: %s is that of the model', (file, name, value) => {
  expect(constant(file, name)).toBe(value)
})

test('the claims are those of a scenario', () => {
  const [, listed] = /^CLAIMS = \((.*)\)$/m.exec(read('twin.py')) ?? []
  expect([...listed!.matchAll(/"(\w+)"/g)].map(([, claim]) => claim)).toEqual(claims)
})

test('a reading has the fields of the model, and no others', () => {
  const body = /reading = \{\n([\s\S]*?)\n {8}\}/.exec(read('trial.py'))![1]!
  const taken = /taken = \{\n([\s\S]*?)\n {8}\}/.exec(read('meter.py'))![1]!
  const written = [...`${body}\n${taken}`.matchAll(/^ {12}"(\w+)":/gm)].map(([, name]) => name!)
  const expected = Object.keys(readingSchema.entries).filter(name => name !== 'setUpBytes')
  expect([...written].sort()).toEqual(expected.sort())
})

test('what differs in CPython is part of an outline', () => {
  const variant = { name: 'a', claim: 'leaks', stated: true, exceptions: [], differs: 'It is freed at once.' }
  const outline = { title: 't', ask: '', learn: '', variants: [variant] }
  const event = { type: 'described', scenarios: [{ name: 'default', outline }] }
  expect(parseEvent(event)).toEqual(event)
})
