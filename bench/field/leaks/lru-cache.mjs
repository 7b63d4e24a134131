// lru-cache 7.8.0: bounded by size only (no `max`), evicted slots are never used again, and its lists grow without bound.
// Reported in isaacs/node-lru-cache#227; fixed in 7.8.1.
import LRUCache from 'lru-cache'

export default () => {
  const cache = new LRUCache({ maxSize: 500, sizeCalculation: text => text.length })
  let id = 0
  return () => {
    cache.set(`page ${id++}`, 'ten chars.')
  }
}
