// One case of each kind of damage to a recording, the same in every run. test/fuzz/ tries thousands of others.
import { afterAll, test } from 'vitest'
import { createRandom } from '../judgement/simulate.ts'
import { damageJson, damageKinds } from './damage-json.ts'
import { createDamagedRecordings } from './damaged-recordings.ts'

const recordings = createDamagedRecordings()
afterAll(recordings.remove)

test.each(damageKinds)(
  'nothing but a problem comes of damage: %s',
  async kind => {
    const random = createRandom(1)
    await recordings.tryToRead(damageJson(recordings.whole, random, kind).content, random)
  },
  60_000,
)
