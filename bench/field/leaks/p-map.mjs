// p-map 7.0.2: each call listens to the abort signal that it is given, and never stops listening.
// Reported in sindresorhus/p-map#75; 7.0.3 removes the listener when the call is done.
import pMap from 'p-map'

export default () => {
  const shutdown = new AbortController()
  return async () => {
    await pMap([1, 2, 3], async number => number * 2, { concurrency: 2, signal: shutdown.signal })
  }
}
