// asyncctx 2.0.10: its entry for an asynchronous resource references the entry of the resource that triggered it, so an endless
// chain of promises is a list that grows without bound. Reported in gms1/node-async-context#53, fixed by #54.
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
