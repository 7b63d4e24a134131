// A scenario replaces built-ins that the harness uses: the verdict stays right, for a leak and for a clean step, and the harness calls
// none of them.
import { join } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { brief, hostile, leaklab, newFolder, type RecordedRun, runAndRecord } from './leaklab.ts'

let result: RecordedRun
beforeAll(async () => {
  result = await runAndRecord(['check', join(hostile, 'replaces.mjs'), ...brief])
})

test('every claim is met', () => {
  expect(result.words).toContain('24 claims met')
  expect(result.code).toBe(0)
})

test.each([
  'gc',
  'memoryUsage',
  'console.log',
  'JSON.stringify',
  'JSON.parse',
  'toJSON',
  'Promise',
  'WeakRef.prototype.deref',
  'FinalizationRegistry',
  'setImmediate',
  'performance.now',
  'fs.writeSync',
])('%s', name => {
  expect(result.verdictOf(`${name}, leak`).outcome).toBe('leaking')
  expect(result.verdictOf(`${name}, clean`).outcome).toBe('collected')
})

test('readings that the scenario rewrites on their way', async () => {
  const rewrite =
    'text => typeof text === \'string\' ? text.replace(/"heapUsed":\\d+/g, \'"heapUsed":4000000\') : text'
  const cwd = newFolder({
    'rewrites.mjs': `const rewrite = ${rewrite}
for (const name of ['write', 'utf8Write', 'fill']) {
  const native = Buffer.prototype[name]
  Buffer.prototype[name] = function (text, ...rest) { return native.call(this, rewrite(text), ...rest) }
}
const { from } = Buffer
Buffer.from = (text, ...rest) => from(rewrite(text), ...rest)
const held = []
export default { leaks: { held: () => () => { held.push(new Array(100).fill(1)) } } }
`,
  })
  const { code, words } = await leaklab(['check', 'rewrites.mjs'], { cwd })
  expect(words).toContain('1 claim met')
  expect(code).toBe(0)
})

test('the harness calls no built-in that a scenario can replace', async () => {
  // Whether it calls them is seen in few iterations; the verdicts are those of the tests above.
  const few = ['--rounds', '6', '--steps', '20', '--json']
  const { stdout } = await leaklab(['check', join(hostile, 'every-built-in.mjs'), ...few])
  const { results } = JSON.parse(stdout) as {
    results: { recording: { stdout: { text: string } | null; ending: { kind: string } } }[]
  }
  expect(results).toHaveLength(4)
  expect(results.map(({ recording }) => recording.stdout?.text ?? '')).toEqual(['', '', '', ''])
  expect(results.map(({ recording }) => recording.ending.kind)).toEqual(Array(4).fill('complete'))
})
