// asyncctx 2.0.10: what it knows of an asynchronous resource links to what triggered it, so a chain of promises without
// an end is a list without an end. Reported in gms1/node-async-context#53, mended by #54.
import { ContinuationLocalStorage } from 'asyncctx'

export default () => {
  const storage = new ContinuationLocalStorage()
  storage.setRootContext({ value: 1 })
  let last = Promise.resolve()
  return async () => {
    last = last.then(() => storage.getContext())
    await last
  }
}
