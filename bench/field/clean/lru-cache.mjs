// lru-cache: ten thousand entries that come and go; it fills for a long while, and then it is full.
import { LRUCache } from 'lru-cache'

export default () => {
  const cache = new LRUCache({ max: 10_000, ttl: 60_000 })
  let id = 0
  return () => {
    cache.set(`key ${id++}`, { id, text: 'x'.repeat(20) })
    return cache.get(`key ${id - 5_000}`)
  }
}
