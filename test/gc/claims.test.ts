// All claims of all scenarios, on this Node and at the other end of those that are supported; `node .ci/matrix.mjs` has all.
import { expect, test } from 'vitest'
import { listBuiltin } from '../../src/catalog/builtin.ts'
import { leaklab } from './leaklab.ts'
import { nodeBinary } from './runtimes.ts'

const scenarios = listBuiltin().length
const own = process.versions.node.split('.')[0]!
const [oldest, newest] = ['20', '26'] as const
/** Only a check that hangs takes so long. */
const limitMs = 900_000

test.each([own, own === newest ? oldest : newest])(
  'every claim is met on Node %s',
  {
    timeout: limitMs,
  },
  async major => {
    const { code, stdout } = await leaklab(['check', '--runtime', nodeBinary(major)], { limitMs })
    const [, variants, of, met] = /✔ (\d+) variants of (\d+) scenarios: (\d+) claims met$/m.exec(stdout) ?? []
    const trouble = stdout.split('\n').filter(line => !line.startsWith('✔'))
    expect(trouble.join('\n').trim()).toBe('')
    expect(Number(of)).toBe(scenarios)
    expect(met).toBe(variants)
    expect(code).toBe(0)
  },
)
