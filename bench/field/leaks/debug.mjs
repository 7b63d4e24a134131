// debug 4.1.1: each instance that is ever made goes into the list `createDebug.instances`, for enable() and disable().
// Reported in debug-js/debug#678; 4.3.0 keeps no list.
import createDebug from 'debug'

export default () => {
  let request = 0
  return () => {
    const log = createDebug(`app:request:${request++ % 10}`)
    log('handled')
  }
}
