// Clean steps of node:diagnostics_channel: each subscriber is taken away again.
import { channel, subscribe, tracingChannel, unsubscribe } from 'node:diagnostics_channel'

export default {
  title: 'Diagnostics channels',
  ask: 'Does a channel keep a subscriber that was taken away?',
  learn: 'It does not. A channel keeps its subscribers until each is taken away.',
  collects: {
    'subscribed, published and unsubscribed': () => () => {
      let heard = 0
      const listener = () => heard++
      subscribe('node-apis', listener)
      channel('node-apis').publish({ a: 1 })
      unsubscribe('node-apis', listener)
      if (heard !== 1) throw new Error(`heard ${heard} times`)
    },
    'published to nobody': () => {
      const unheard = channel('node-apis-unheard')
      return () => unheard.publish({ a: 1 })
    },
    'a function traced': () => {
      const traced = tracingChannel('node-apis-traced')
      return () => {
        const subscribers = { start() {}, end() {} }
        traced.subscribe(subscribers)
        traced.traceSync(() => 1, { a: 1 })
        traced.unsubscribe(subscribers)
      }
    },
  },
}
