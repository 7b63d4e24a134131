// A damaged recording, whatever the damage: what is whole in it is shown, or a clear problem is. The cases are the same in every run.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { merge } from '../../src/cli/commands/merge.ts'
import { replay } from '../../src/cli/commands/replay.ts'
import { createRecordingFile, readRecordingFile } from '../../src/files/recording-file.ts'
import { judgeRecorded } from '../../src/judgement/judge-recorded.ts'
import { makeReport } from '../../src/model/report.ts'
import { UsageError } from '../../src/model/usage-error.ts'
import { parseReport, renderJson } from '../../src/report/formats/json.ts'
import { openStageWith } from '../../src/stage/state.ts'
import { createRandom } from '../judgement/simulate.ts'
import { scenarios } from '../report/trial/simulated.ts'
import { drive } from '../stage/drive.ts'

const cases = 240
const folder = mkdtempSync(join(tmpdir(), 'leaklab-fuzz-'))
const [whole, damaged, merged] = ['whole', 'damaged', 'merged'].map(name =>
  join(folder, `${name}.leaklab`),
) as [string, string, string]
let bytes: Buffer
const { exitCode } = process

beforeAll(() => {
  const results = Object.values(scenarios).flat().slice(0, 3)
  const file = createRecordingFile(whole, '1.2.3')
  file.expect(3, 3)
  for (const [trial, { recording, retries }] of results.entries()) file.write(trial, { recording, retries })
  file.addUnloaded([
    { scenario: 'broken.mjs', reason: 'import', problem: 'unexpected token', stack: '    at broken.mjs:1:2' },
  ])
  file.close()
  bytes = readFileSync(whole)
  vi.spyOn(process.stdout, 'write').mockReturnValue(true)
  vi.spyOn(process.stderr, 'write').mockReturnValue(true)
})
afterAll(() => {
  vi.restoreAllMocks()
  process.exitCode = exitCode
  rmSync(folder, { recursive: true })
})

/** Numbers as a damaged or a malicious file may have them. */
const numbers = [
  '4294967296',
  '1e999',
  '-1e999',
  '-1',
  '0',
  '0.5',
  '1e21',
  '9007199254740991',
  '-0',
  'NaN',
  'null',
  '"7"',
  '[]',
  '{}',
]
const names = ['__proto__', 'constructor', 'a(', '$&', '\\u0000', '']

type Random = () => number

function damage(original: Buffer, random: Random): Buffer {
  const below = (count: number) => Math.floor(random() * count)
  const pick = <T>(items: readonly T[]): T => items[below(items.length)]!
  const text = original.toString()
  const replaceOne = (pattern: RegExp, by: (match: string) => string): string => {
    const found = [...text.matchAll(pattern)]
    if (found.length === 0) return text
    const { index, 0: match } = pick(found)
    return text.slice(0, index) + by(match) + text.slice(index + match.length)
  }
  const from = below(original.length)
  const to = Math.min(original.length, from + 1 + below(200))
  const lines = text.split('\n')
  const line = below(lines.length)
  return pick<() => Buffer>([
    () => {
      const copy = Buffer.from(original)
      copy[from] = copy[from]! ^ (1 << below(8))
      return copy
    },
    () => Buffer.concat([original.subarray(0, from), original.subarray(to)]),
    () => Buffer.concat([original.subarray(0, to), original.subarray(from)]),
    () => original.subarray(0, from),
    () => Buffer.from(lines.toSpliced(line, 1).join('\n')),
    () => Buffer.from(lines.toSpliced(line, 0, pick(lines)).join('\n')),
    () => Buffer.from(replaceOne(/(?<=[:[,])-?\d+(\.\d+)?/g, () => pick(numbers))),
    () =>
      Buffer.from(
        replaceOne(/"(of|here|end|trial|retries|version|holder|totalSteps|steps)":\d+/g, match =>
          match.replace(/\d+$/, pick(numbers)),
        ),
      ),
    () => Buffer.from(replaceOne(/"[^"\\]*"/g, () => `"${pick(names)}"`)),
    () => Buffer.from(replaceOne(/\[/g, () => '['.repeat(1 + below(3000)))),
    () =>
      Buffer.from(
        replaceOne(/(?<=[[,:])\{[^{}]*\}/g, match =>
          Array(1 + below(400))
            .fill(match)
            .join(),
        ),
      ),
    () => Buffer.from(replaceOne(/\[[^[\]]*\]/g, () => '[]')),
  ])()
}

/** @returns the error that a user can understand, or undefined. @throws any other */
async function orProblem(act: () => Promise<unknown>): Promise<UsageError | undefined> {
  try {
    await act()
    return undefined
  } catch (error) {
    if (error instanceof UsageError) return error
    throw error
  }
}

const seeds = Array.from({ length: 8 }, (_, index) => index + 1)

test.each(seeds)(
  'nothing but a problem comes of damage, seed %i',
  async seed => {
    const random = createRandom(seed)
    for (let index = 0; index < cases / seeds.length; index++) {
      let content = damage(bytes, random)
      if (random() < 0.3) content = damage(content, random)
      writeFileSync(damaged, content)
      try {
        const refused = await orProblem(() => readRecordingFile(damaged))
        const replayed = await orProblem(() => replay(damaged, { report: true, details: random() < 0.5 }))
        expect(replayed?.code).toBe(refused?.code)
        rmSync(merged, { force: true })
        await orProblem(() => merge([damaged, damaged], { reporter: ['tap'] }))
        const mergeProblem = await orProblem(() => merge([damaged], { record: merged, reporter: ['junit'] }))
        expect(mergeProblem?.code).toBe(refused?.code)
        if (refused !== undefined) continue
        const { trials } = await readRecordingFile(damaged)
        // What is read can be written and read again, as a recording and as a report.
        const again = await readRecordingFile(merged)
        expect(again.problem?.code).not.toBe('damaged-line')
        // As JSON, where −0 is 0.
        expect(JSON.stringify(again.trials)).toBe(JSON.stringify(trials))
        const results = judgeRecorded(trials)
        parseReport(renderJson(makeReport('1.2.3', results, [])))
        if (results.length === 0) continue
        const to = drive({ columns: 80, rows: 24 }, openStageWith({ columns: 80, rows: 24 }, results))
        to.press('enter', 'end')
        to.frame()
      } catch (error) {
        const path = join(tmpdir(), `leaklab-fuzz-${seed}-${index}.leaklab`)
        writeFileSync(path, content)
        throw new Error(`seed ${seed}, case ${index}: see ${path}`, { cause: error })
      }
    }
  },
  60_000,
)
