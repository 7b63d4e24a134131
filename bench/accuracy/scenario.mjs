// The leaks of known size as a scenario, each with and without watched objects.
import { createStore, leaks } from './leaks.mjs'

function leak({ make, count }, watch) {
  const keep = createStore()
  return () => {
    for (let i = 0; i < count; i++) keep(watch(make()))
  }
}

const bare = Object.entries(leaks).map(([name, what]) => [name, () => leak(what, thing => thing)])
const watched = Object.entries(leaks)
  // A string is no object, so that a WeakRef cannot refer to it.
  .filter(([name]) => name !== 'a string')
  .map(([name, what]) => [`${name}, watched`, lab => leak(what, thing => lab.watch(thing))])

export default {
  title: 'Leaks of known size',
  ask: 'How exact are the bytes per step?',
  learn: 'As exact as V8 itself.',
  leaks: Object.fromEntries([...bare, ...watched]),
}
