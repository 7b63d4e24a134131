// The twins in Python: claims are met on this machine's CPython, and a wrong claim is not. All of them, on several CPythons, and that
// each can fail, is what bench/twins.mjs proves.
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { decide } from '../../src/judgement/decide.ts'
import { root } from './leaklab.ts'
import { planPython, python, pythonFixtures, runPython, whyNoPython } from './python.ts'

const folder = join(root, 'scenarios')
const twins = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter(name => name.endsWith('.py'))
  .map(name => name.replace(/\.py$/, ''))
  .sort()

test('there are twins', () => {
  expect(twins.length).toBeGreaterThanOrEqual(22)
})

test.for(twins)('%s: one claim of each kind is met in CPython', async (id, { skip }) => {
  skip(python === undefined, whyNoPython)
  const unmet: string[] = []
  const trials = await planPython(join(folder, `${id}.py`))
  // The others are proven by the bench: all of them take too long for every run.
  const ofEachKind = new Map(trials.map(trial => [trial.subject.claim, trial] as const).reverse())
  for (const trial of ofEachKind.values()) {
    const recording = await runPython(trial)
    const { outcome, claimMet } = decide(recording)
    const { variant, claim } = trial.subject
    if (claimMet !== true) unmet.push(`${variant}: claims ${claim}, is ${outcome}, ${recording.ending.kind}`)
  }
  expect(unmet).toEqual([])
})

test('claims that are not true are not met', async ({ skip }) => {
  skip(python === undefined, whyNoPython)
  const trials = await planPython(join(pythonFixtures, 'wrong-claims.py'))
  expect(trials).toHaveLength(6)
  for (const trial of trials)
    expect([trial.subject.variant, decide(await runPython(trial)).claimMet]).toEqual([
      trial.subject.variant,
      false,
    ])
})
