// The thread of a test runner: 20 files of tests in one process, at the end of the last.
import { mkdirSync, writeFileSync } from 'node:fs'
import { startVitest } from 'vitest/node'

mkdirSync('tests', { recursive: true })
for (let file = 0; file < 20; file++)
  writeFileSync(
    `tests/${String(file).padStart(2, '0')}.test.mjs`,
    `import { expect, test, vi, afterAll } from 'vitest'
import { writeSnapshot } from '../write.mjs'
const store = (globalThis.store ??= new Map())
test.each(Array.from({ length: 30 }, (_, at) => at))('test %i', at => {
  const call = vi.fn(() => ({ at, rows: new Array(50).fill(at) }))
  store.set('${file} ' + at, call())
  expect(call).toHaveBeenCalledTimes(1)
})
afterAll(() => { if (${file} === 19) writeSnapshot() })
`,
  )
await startVitest('test', [], {
  run: true,
  dir: 'tests',
  pool: 'threads',
  isolate: false,
  fileParallelism: false,
  sequence: { shuffle: false },
  reporters: [['default', { summary: false }]],
})
