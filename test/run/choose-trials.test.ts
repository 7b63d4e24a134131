import { expect, test } from 'vitest'
import type { Trial } from '../../src/child/record-trial.ts'
import { cleanLine } from '../../src/report/terminal/clean.ts'
import { chooseTrials, createChooser } from '../../src/run/choose-trials.ts'
import { makeRecording } from '../recordings.ts'

const names = ['one', 'two', 'three', 'four', 'five', 'six', 'seven']
const trials = names.map(variant => ({ subject: makeRecording({ variant }).subject })) as unknown as Trial[]
const namesOf = (chosen: { trial: Trial }[]) => chosen.map(({ trial }) => trial.subject.variant)

test('all trials without options', () => {
  const { chosen, of } = chooseTrials(trials, {})
  expect(namesOf(chosen)).toEqual(names)
  expect(chosen.map(({ number }) => number)).toEqual([0, 1, 2, 3, 4, 5, 6])
  expect(of).toBe(7)
})

test('shards have every trial once, with its number among all', () => {
  const shards = [1, 2, 3].map(index => chooseTrials(trials, { shard: { index, count: 3 } }))
  expect(shards.map(({ of }) => of)).toEqual([7, 7, 7])
  const all = shards.flatMap(({ chosen }) => chosen).sort((a, b) => a.number - b.number)
  expect(namesOf(all)).toEqual(names)
  expect(shards.map(({ chosen }) => chosen.length)).toEqual([3, 2, 2])
})

test('more shards than trials leave some machines nothing to do', () => {
  expect(chooseTrials(trials, { shard: { index: 9, count: 9 } }).chosen).toEqual([])
})

test('trials that match, before they are divided into shards', () => {
  expect(namesOf(chooseTrials(trials, { grep: /› (t|f)/ }).chosen)).toEqual(['two', 'three', 'four', 'five'])
  const { chosen, of } = chooseTrials(trials, { grep: /› (t|f)/, shard: { index: 2, count: 2 } })
  expect(namesOf(chosen)).toEqual(['three', 'five'])
  expect(of).toBe(4)
})

test('trials that become known little by little are numbered as if all had been known', () => {
  const choice = { grep: /› (t|f)/, shard: { index: 2, count: 2 } }
  const chooser = createChooser(choice)
  const chosen = [trials.slice(0, 2), [], trials.slice(2, 5), trials.slice(5)].flatMap(some =>
    chooser.choose(some),
  )
  expect({ chosen, of: chooser.end() }).toEqual(chooseTrials(trials, choice))
})

test('a name that only a later file has is known', () => {
  const chooser = createChooser({ variant: 'seven' })
  expect(chooser.choose(trials.slice(0, 6))).toEqual([])
  expect(chooser.choose(trials.slice(6))).toHaveLength(1)
  expect(chooser.end()).toBe(1)
})

test.each([
  'a ::error file=x::b',
  'tab\there',
  'two\nlines',
  'osc \u001b]52;c;eA==\u0007',
  '–',
  'a ##[group] b',
])('a name is found as it is shown: %j', name => {
  const named = [...trials, { subject: makeRecording({ variant: name }).subject } as unknown as Trial]
  for (const unicode of [true, false]) {
    const shown = cleanLine(name, { unicode })
    expect(namesOf(chooseTrials(named, { variant: shown }).chosen)).toEqual([name])
    const escaped = shown.replaceAll(/[[\](){}.*+?^$|\\]/g, '\\$&')
    expect(namesOf(chooseTrials(named, { grep: new RegExp(`${escaped}$`) }).chosen)).toEqual([name])
  }
  expect(namesOf(chooseTrials(named, { variant: name }).chosen)).toEqual([name])
})

test('an unknown name is refused', () => {
  expect(() => chooseTrials(trials, { variant: 'seventh' })).toThrow("there is no variant called 'seventh'")
  expect(() => chooseTrials(trials, { grep: /eleven/ })).toThrow('none of 7 variants matches eleven')
  // Others match it, and have another name.
  expect(() => chooseTrials(trials, { variant: 'one', grep: /two/ })).toThrow('none of 1 variant matches two')
})
