// The retaining paths that a report prints, of every leaking variant of the catalog: of the first one of each scenario on the
// oldest Node, of the others on the newest. Each path begins at the true holder and ends in a watched object, or in the object
// that grows. Leaks without watched objects are in benches.test.ts.
// `npx vitest run --project gc test/gc/holders.test.ts -u` writes the expected texts again; read them before committing.
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { expect, test } from 'vitest'
import { listBuiltin, loadBuiltin } from '../../src/catalog/builtin.ts'
import type { Trial } from '../../src/child/record-trial.ts'
import { inSegments } from '../../src/judgement/plan-inspection.ts'
import { emptyRecording } from '../../src/model/recording.ts'
import type { Retention } from '../../src/model/retention.ts'
import type { Runtime } from '../../src/model/runtime.ts'
import { renderHeldPaths, renderRetainingPath } from '../../src/report/trial/retention.ts'
import { root } from './leaklab.ts'
import { nodeBinary } from './runtimes.ts'

/** Children load the built files, so the code that starts them has to be the built one too. */
const built = (path: string) => import(pathToFileURL(join(root, 'dist/src', path)).href)
const { inspectHeap }: typeof import('../../src/child/inspect-heap.ts') = await built('child/inspect-heap.js')
const { findRetention }: typeof import('../../src/retention/find-retention.ts') = await built(
  'retention/find-retention.js',
)
const { chooseRuntime }: typeof import('../../src/runtimes/choose-runtime.ts') = await built(
  'runtimes/choose-runtime.js',
)
const { planTrials }: typeof import('../../src/run/plan-trials.ts') = await built('run/plan-trials.js')
const { mapConcurrently }: typeof import('../../src/run/map-concurrently.ts') =
  await built('run/map-concurrently.js')

const plan = { rounds: null, steps: null, timeoutMs: 60_000, heapLimitMb: 512, snapshots: 'always' } as const
/** Steps before each snapshot. One snapshot for watched objects; three for the others. */
const once = [200]
const thrice = inSegments(4200)
const style = { width: 200, color: false, unicode: true }

test.each(['20', '26'])('on Node %s', { timeout: 900_000 }, async major => {
  const runtime = await chooseRuntime(nodeBinary(major), 'the test')
  const trials = (await findTrials(runtime)).filter(
    ({ subject }, at, all) => subject.claim === 'leaks' && (major === '20') === isFirstLeak(at, all),
  )
  const texts = await mapConcurrently(trials, 2, describeHolders)
  const golden = join(import.meta.dirname, 'holders', `node-${major}.txt`)
  // vitest would write a missing file, and the test would pass.
  expect(existsSync(golden)).toBe(true)
  await expect(`${texts.join('\n\n')}\n`).toMatchFileSnapshot(golden)
})

function isFirstLeak(at: number, all: readonly Trial[]): boolean {
  const { scenario } = all[at]!.subject
  return all.findIndex(({ subject }) => subject.scenario === scenario && subject.claim === 'leaks') === at
}

async function findTrials(runtime: Runtime): Promise<Trial[]> {
  const found = listBuiltin().map(file => ({
    file: { ...file, file: join(root, 'dist/scenarios', `${file.id}.js`) },
    builtin: true,
    folder: undefined,
    exported: undefined,
  }))
  const contents = await Promise.all(
    found.map(async ({ file }) => [{ name: 'default', outline: (await loadBuiltin(file)).outline }]),
  )
  return planTrials(found, contents, { plan, runtimes: [runtime] }).trials
}

async function describeHolders(trial: Trial): Promise<string> {
  const recording = emptyRecording(trial.subject, plan, new Date())
  const inspect = (segments: number[]) =>
    inspectHeap(
      trial,
      { segments, thread: 'main' },
      { inspect: snapshots => findRetention(snapshots, recording) },
      undefined,
    )
  let retention: Retention = await inspect(once)
  if (retention.found === 0) retention = await inspect(thrice)
  const paths = [
    ...retention.groups.map(group => renderHeldPaths(group, style)),
    ...retention.holders.map(({ path }) => renderRetainingPath(path, 0, style)),
  ].map(path =>
    path
      .replaceAll(root, '')
      .replaceAll(/(?<=[:[]|\?v=)\d+/g, '#')
      // Counts differ from run to run.
      .replaceAll(/[\d,]+(?= times(?=$| {2}))/gm, '#')
      .replaceAll(/(?<=◀ holds )[\d,]+/g, '#')
      .replaceAll(/^(.*)(\n\1)+$/gm, '$1')
      .replaceAll(/^(.*\n.*)(\n\1)+$/gm, '$1'),
  )
  const { problem } = retention
  return [
    `${trial.subject.scenario}: ${trial.subject.variant}`,
    ...paths,
    ...(problem ? [problem] : []),
  ].join('\n')
}
