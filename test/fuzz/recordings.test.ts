// Are recordings read that are damaged anywhere?
import { afterAll } from 'vitest'
import { damageJson, damageKinds } from '../files/damage-json.ts'
import { createDamagedRecordings } from '../files/damaged-recordings.ts'
import { fuzz } from './fuzz.ts'

const recordings = createDamagedRecordings()
afterAll(recordings.remove)

fuzz({
  name: 'recordings',
  kinds: damageKinds,
  leastCases: 150,
  async tryCase(random) {
    const kinds: string[] = []
    let content = recordings.whole
    do {
      const damaged = damageJson(content, random)
      content = damaged.content
      kinds.push(damaged.kind)
    } while (random() < 0.3)
    await recordings.tryToRead(content, random)
    return kinds
  },
})
