// A damaged recording, whatever the damage: what is whole in it is shown, or a clear problem is. For the fixed cases and for the fuzzer.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, vi } from 'vitest'
import { merge } from '../../src/cli/commands/merge.ts'
import { replay } from '../../src/cli/commands/replay.ts'
import { createRecordingFile, readRecordingFile } from '../../src/files/recording-file.ts'
import { judgeRecorded } from '../../src/judgement/judge-recorded.ts'
import { makeReport } from '../../src/model/report.ts'
import { UsageError } from '../../src/model/usage-error.ts'
import { parseReport, renderJson } from '../../src/report/formats/json.ts'
import { openStageWith } from '../../src/stage/state.ts'
import { scenarios } from '../report/trial/simulated.ts'
import { drive } from '../stage/drive.ts'

type Random = () => number

export interface DamagedRecordings {
  whole: Buffer
  /** @throws where neither what is whole is shown nor a problem is */
  tryToRead(content: Buffer, random: Random): Promise<void>
  remove(): void
}

/** No report of a recording of some hundred kilobytes is longer. */
const maxPrintedBytes = 20 * 2 ** 20

export function createDamagedRecordings(): DamagedRecordings {
  const folder = mkdtempSync(join(tmpdir(), 'leaklab-damaged-'))
  const [whole, damaged, merged] = ['whole', 'damaged', 'merged'].map(name =>
    join(folder, `${name}.leaklab`),
  ) as [string, string, string]
  const results = Object.values(scenarios).flat().slice(0, 3)
  const file = createRecordingFile(whole, '1.2.3')
  file.expect(3, 3)
  for (const [trial, { recording, retries }] of results.entries()) file.write(trial, { recording, retries })
  file.addUnloaded([
    { scenario: 'broken.mjs', reason: 'import', problem: 'unexpected token', stack: '    at broken.mjs:1:2' },
  ])
  file.close()
  return {
    whole: readFileSync(whole),
    tryToRead(content, random) {
      writeFileSync(damaged, content)
      rmSync(merged, { force: true })
      return whileSilenced(() => readEverywhere(damaged, merged, random))
    },
    remove: () => rmSync(folder, { recursive: true }),
  }
}

/** Every way in which leaklab reads a recording. */
async function readEverywhere(damaged: string, merged: string, random: Random): Promise<void> {
  const refused = await orProblem(() => readRecordingFile(damaged))
  const replayed = await orProblem(() => replay(damaged, { report: true, details: random() < 0.5 }))
  expect(replayed?.code).toBe(refused?.code)
  await orProblem(() => merge([damaged, damaged], { reporter: ['tap'] }))
  const mergeProblem = await orProblem(() => merge([damaged], { record: merged, reporter: ['junit'] }))
  expect(mergeProblem?.code).toBe(refused?.code)
  if (refused !== undefined) return
  const { trials } = await readRecordingFile(damaged)
  // What is read can be written and read again, as a recording and as a report.
  const again = await readRecordingFile(merged)
  expect(again.problem?.code).not.toBe('damaged-line')
  // As JSON, where −0 is 0.
  expect(JSON.stringify(again.trials)).toBe(JSON.stringify(trials))
  const results = judgeRecorded(trials)
  parseReport(renderJson(makeReport('1.2.3', results, [])))
  if (results.length === 0) return
  const to = drive({ columns: 80, rows: 24 }, openStageWith({ columns: 80, rows: 24 }, results))
  to.press('enter', 'end')
  to.frame()
}

/** @returns the error that a user can understand, or undefined. @throws any other */
async function orProblem(act: () => Promise<unknown>): Promise<UsageError | undefined> {
  try {
    await act()
    return undefined
  } catch (error) {
    if (!(error instanceof UsageError)) throw error
    expect(error.hint).not.toBe('')
    return error
  }
}

/** Nothing is printed meanwhile. What would be is limited, and the exit code stays as it was. */
async function whileSilenced(act: () => Promise<void>): Promise<void> {
  const { exitCode } = process
  let printed = 0
  const count = (text: string | Uint8Array) => {
    printed += text.length
    return true
  }
  const spies = [process.stdout, process.stderr].map(stream =>
    vi.spyOn(stream, 'write').mockImplementation(count as typeof stream.write),
  )
  try {
    await act()
  } finally {
    for (const spy of spies) spy.mockRestore()
    process.exitCode = exitCode
  }
  expect(printed, 'printed bytes').toBeLessThan(maxPrintedBytes)
}
