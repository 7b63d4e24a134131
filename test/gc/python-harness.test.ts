// The harness in Python: what it describes, what it reports when something fails, and what a scenario cannot break.
import { join } from 'node:path'
import { beforeAll, expect, type TestContext, test } from 'vitest'
import type { Trial } from '../../src/child/record-trial.ts'
import { decide } from '../../src/judgement/decide.ts'
import type { Recording } from '../../src/model/recording.ts'
import { leaklab, newFolder } from './leaklab.ts'
import { describePython, planPython, python, pythonFixtures, runPython, whyNoPython } from './python.ts'

const rounds = 9
let trials: Trial[] = []
beforeAll(async () => {
  if (python !== undefined) trials = await planPython(join(pythonFixtures, 'harness.py'))
})

async function run({ skip }: TestContext, variant: string, steps = 4): Promise<Recording> {
  skip(python === undefined, whyNoPython)
  const trial = trials.find(({ subject }) => subject.variant === variant)!
  return runPython({ ...trial, plan: { ...trial.plan, rounds, steps } })
}

test.for([
  ['raises in setup', 'setup', 'LookupError: no such page', 0],
  ['raises in a step', 'step', 'LookupError: the eighth page', 8],
  ['raises in clean up', 'release', 'LookupError: the clean-up', undefined],
  ['returns no step', 'setup', "a value of type 'int'; expected the step, a function", 0],
  ['watches a number', 'step', "a value of type 'int', which cannot be weakly referenced", 1],
  ['watches a list', 'step', "a value of type 'list'", 1],
  ['watches slots', 'step', "a value of type 'Slotted'", 1],
  ['defers a number', 'setup', "lab.defer() takes a function; it was handed a value of type 'int'", 0],
  ['stops tracemalloc', 'collection', 'the scenario has stopped tracemalloc', undefined],
] as const)('%s: the failure says what and when', async ([variant, moment, message, step], context) => {
  const { ending } = await run(context, variant)
  const origin = variant === 'returns no step' ? 'no-step' : 'direct'
  const failure = { moment, origin, message: expect.stringContaining(message) }
  expect(ending).toMatchObject({ kind: 'failed', failure })
  if (ending.kind === 'failed' && step !== undefined) expect(ending.failure.step).toBe(step)
})

test('a traceback begins in the scenario, not in the harness', async context => {
  const { ending } = await run(context, 'raises in a step')
  const stack = ending.kind === 'failed' ? ending.failure.stack : ''
  expect(stack).toMatch(/^Traceback[^\n]*\n {2}File "[^"]*harness\.py", line \d+, in step\n/)
  expect(stack).not.toContain('leaklab_harness')
})

test('an exit in a step ends the trial with its code', async context => {
  expect((await run(context, 'exits')).ending).toEqual({ kind: 'exited', code: 7 })
})

test.for(['closes the channel', 'another file in place of the channel'])(
  '%s: reported as a closed or replaced descriptor',
  async (variant, context) => {
    const message = expect.stringContaining('file descriptor 3 was closed or replaced')
    expect((await run(context, variant)).ending).toMatchObject({ kind: 'failed', failure: { message } })
  },
)

test.for([
  'makes the channel non blocking',
  'raises in del',
  'leaves tasks to the loop',
  'watches functions and sets',
  'survivors are collected at last',
])('%s: the trial is complete, and all objects are collected', async (variant, context) => {
  const { ending, released } = await run(context, variant)
  expect(ending).toEqual({ kind: 'complete' })
  expect(released!.alive).toBe(0)
  expect(released!.finalized).toBe(released!.watched)
})

test('what a scenario writes to the channel is counted, and no event is lost', async context => {
  const { ending, rounds: readings, foreignLines } = await run(context, 'writes to the channel')
  expect(ending).toEqual({ kind: 'complete' })
  expect(readings.at(-1)!.stage).toBeGreaterThan(0)
  expect(foreignLines).toBeGreaterThan(0)
})

test('functions that a scenario replaces are not called by the harness', async context => {
  const recording = await run(context, 'replaces what the harness uses', 200)
  expect(recording.ending).toEqual({ kind: 'complete' })
  expect(decide(recording).outcome).toBe('leaking')
})

test('collections that nobody counted are no proof', async context => {
  const recording = await run(context, 'clears gc callbacks')
  expect(recording.released!.forcedMajor).toBeLessThan(recording.released!.forced - 12)
  expect(decide(recording).outcome).toBe('failed')
})

test('set-up and step may be coroutine functions', async context => {
  const recording = await run(context, 'set up and step are async', 200)
  expect(recording.ending).toEqual({ kind: 'complete' })
  expect(decide(recording).outcome).toBe('leaking')
})

test('what is printed arrives, before the process is ended', async context => {
  const { stdout, released } = await run(context, 'prints')
  const lines = stdout.text.trimEnd().split('\n')
  expect(lines[0]).toBe('printed in the set-up')
  expect(lines.length - 1).toBe(released!.totalSteps)
})

test('objects that the table cannot hold are only counted', async context => {
  const { rounds: readings, released } = await run(context, 'watches more than fit', 1)
  const last = readings.at(-1)!
  expect(last.watched).toBeGreaterThan(1 << 17)
  expect(last.alive).toBe(1 << 17)
  expect(last.untracked).toBe(last.watched - last.alive)
  expect(released!.alive).toBe(0)
})

test('labels, notes and callbacks are kept up to a maximum', async context => {
  const recording = await run(context, 'many labels and notes', 60)
  expect(recording.ending).toEqual({ kind: 'complete' })
  expect(recording.labels).toHaveLength(201)
  expect(recording.labels.at(-1)!.label).toBe('other labels')
  expect(recording.labels.reduce((sum, { watched }) => sum + watched, 0)).toBe(recording.released!.watched)
  expect(recording.notes).toHaveLength(400)
  expect(recording.notesTotal).toBe(recording.released!.totalSteps)
  expect([...recording.notes[0]!.text]).toHaveLength(500)
  expect(recording.finalizers).toHaveLength(400)
  expect(recording.finalizersTotal).toBe(recording.released!.watched)
})

test('a leak is measured to the byte', async context => {
  const { rounds: readings } = await run(context, 'keeps a thousand bytes', 1000)
  const [first, ...others] = readings.filter(({ stage }) => stage > 0)
  expect(others.map(({ heapUsed }) => heapUsed - first!.heapUsed)).toEqual(
    others.map(({ totalSteps }) => (totalSteps - first!.totalSteps) * 1000),
  )
})

test('callbacks outside of a collection are counted, and forced collections are major', async context => {
  const { released, runtime } = await run(context, 'watches functions and sets')
  const { finalized, finalizedAtOnce, forced, forcedMajor } = released!
  expect(finalizedAtOnce).toBe(finalized)
  expect(forcedMajor).toBe(forced)
  expect(runtime).toMatchObject({ name: 'python', version: python!.version, v8: '', heapLimit: 0 })
})

test('a file without variants contains no scenario', async ({ skip }) => {
  skip(python === undefined, whyNoPython)
  expect(await describePython(join(pythonFixtures, 'no-twin.py'))).toEqual({ scenarios: [] })
})

test.for([
  ['broken-syntax.py', 'direct', 'SyntaxError'],
  ['wrong-names.py', 'export', "`differs` or `exceptions` names no variant: 'is not here'"],
  ['wrong-exceptions.py', 'export', "`exceptions['is here']` must be a list of dicts"],
  ['missing.py', 'direct', 'FileNotFoundError'],
] as const)('%s cannot be described, and the failure says why', async ([name, origin, message], { skip }) => {
  skip(python === undefined, whyNoPython)
  const described = await describePython(join(pythonFixtures, name))
  expect(described).toMatchObject({ failure: { origin, message: expect.stringContaining(message) } })
})

test.for([
  ['import nothere\n', 'No module named', 'python3 <file>'],
  ['x = 1\n', 'there is no variant; expected a dict', 'dicts named leaks, plateaus or collects'],
  ['leaks = 3\n', '`leaks` is of type int; expected a dict', 'dicts named leaks, plateaus or collects'],
] as const)(
  'a program in Python that cannot be loaded, %j, is advised of Python',
  async ([text, problem, advice], { skip }) => {
    skip(python === undefined, whyNoPython)
    const cwd = newFolder({ 'broken.py': text })
    const { code, words } = await leaklab(['check', 'broken.py', '--runtime', python!.path], { cwd })
    expect(code).toBe(3)
    expect(words).toContain(problem)
    expect(words).toContain(advice)
    expect(words).not.toMatch(/export|node </)
  },
)
