// combine-async-iterators 1.1.2: each value is a Promise.race against the pending promises of the slower iterators,
// which hold every race. Reported in fraxken/combine-async-iterators#4; 2.0.0 races by hand.
import combineAsyncIterators from 'combine-async-iterators'

async function* ticks() {
  for (let number = 0; ; number++) yield { number }
}

async function* silence() {
  await new Promise(() => {})
  yield 'never'
}

export default () => {
  const both = combineAsyncIterators(ticks(), silence())
  return async () => {
    await both.next()
  }
}
