import { expect, test } from 'vitest'
import type { Trial } from '../../src/child/record-trial.ts'
import { chooseTrials } from '../../src/run/choose-trials.ts'
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

test('an unknown name is refused', () => {
  expect(() => chooseTrials(trials, { variant: 'seventh' })).toThrow("there is no variant called 'seventh'")
  expect(() => chooseTrials(trials, { grep: /eleven/ })).toThrow('none of 7 variants matches eleven')
})
