// eventemitter2 0.4.14: with wildcards, the branches of the tree of listeners stay when their last listener has gone;
// an answer that is awaited under a name of its own leaves one each. Reported in EventEmitter2/EventEmitter2#65; #132.
import eventemitter2 from 'eventemitter2'

export default () => {
  const bus = new eventemitter2.EventEmitter2({ wildcard: true, delimiter: '.' })
  let id = 0
  return () => {
    const event = `rpc.${id++}`
    bus.once(event, () => {})
    bus.emit(event, 42)
  }
}
