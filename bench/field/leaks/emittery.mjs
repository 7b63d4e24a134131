// emittery 0.13.1: the set of an event's listeners stays when the last of them has gone.
// Reported in sindresorhus/emittery#102; 1.0.0 removes it.
import Emittery from 'emittery'

export default () => {
  const jobs = new Emittery()
  let id = 0
  return async () => {
    const event = `done:${id++}`
    const off = jobs.on(event, () => {})
    await jobs.emit(event)
    off()
  }
}
