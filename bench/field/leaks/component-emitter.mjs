// component-emitter 1.2.1: off() of the last listener leaves an empty list under the event's name; a reply that is
// awaited under a name of its own leaves one each. Reported in component/emitter#74; changelog of 1.3.0.
import Emitter from 'component-emitter'

export default () => {
  const replies = new Emitter()
  let id = 0
  return () => {
    const event = `reply:${id++}`
    replies.once(event, () => {})
    replies.emit(event)
  }
}
