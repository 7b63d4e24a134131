// rxjs 6.3.3: shareReplay() stays subscribed to its source when its last subscriber is gone. With the option refCount, new in
// 6.4.0, it unsubscribes; older versions ignore the option. Reported in ReactiveX/rxjs#3336.
import rxjs from 'rxjs'
import operators from 'rxjs/operators/index.js'

export default () => {
  const prices = new rxjs.Subject()
  return () => {
    const newest = prices.pipe(operators.shareReplay({ bufferSize: 1, refCount: true }))
    const subscription = newest.subscribe(() => {})
    prices.next([1, 2, 3])
    subscription.unsubscribe()
  }
}
