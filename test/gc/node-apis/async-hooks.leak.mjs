// Clean steps of node:async_hooks: each scope is left, each hook is disabled.
import { AsyncLocalStorage, AsyncResource, createHook } from 'node:async_hooks'

export default {
  title: 'Asynchronous contexts',
  ask: 'Does a context keep its store after the last callback?',
  learn: 'It does not. A store lives as long as the callbacks and promises that were made in its context.',
  collects: {
    'AsyncLocalStorage.run across an await': () => {
      const storage = new AsyncLocalStorage()
      return () =>
        storage.run({ user: 'Ada' }, async () => {
          await null
          if (storage.getStore().user !== 'Ada') throw new Error('the store is lost')
        })
    },
    'an AsyncLocalStorage of its own': () => async () => {
      // On Node.js 20, run leaves a property with the storage's own symbol on the current resource: here that is freed too.
      const resource = new AsyncResource('Request')
      const storage = new AsyncLocalStorage()
      await resource.runInAsyncScope(() => storage.run({ user: 'Ada' }, () => Promise.resolve()))
      storage.disable()
    },
    'AsyncLocalStorage.bind': () => {
      const storage = new AsyncLocalStorage()
      return () => storage.run({ user: 'Ada' }, () => AsyncLocalStorage.bind(() => storage.getStore()))()
    },
    'an AsyncResource that is destroyed': () => () => {
      const resource = new AsyncResource('Request', { requireManualDestroy: true })
      resource.runInAsyncScope(() => {})
      resource.emitDestroy()
    },
    'a hook enabled and disabled': () => async () => {
      let made = 0
      const hook = createHook({
        init() {
          made++
        },
      }).enable()
      await new Promise(resolve => setImmediate(resolve))
      hook.disable()
      if (made === 0) throw new Error('the hook saw nothing')
    },
  },
}
