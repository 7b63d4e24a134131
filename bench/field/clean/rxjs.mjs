// rxjs: operators with inner subscriptions on a subject that is kept; each is unsubscribed.
import { concatMap, filter, map, merge, of, Subject, scan, share, switchMap, takeUntil } from 'rxjs'

export default () => {
  const clicks = new Subject()
  const shared = clicks.pipe(
    map(click => click * 2),
    share(),
  )
  return () => {
    const stop = new Subject()
    const seen = []
    const subscription = merge(
      shared.pipe(switchMap(x => of(x, x + 1))),
      shared.pipe(
        concatMap(x => of(x)),
        filter(x => x > 2),
      ),
    )
      .pipe(
        scan((sum, x) => sum + x, 0),
        takeUntil(stop),
      )
      .subscribe(sum => seen.push(sum))
    for (let click = 0; click < 3; click++) clicks.next(click)
    stop.next()
    subscription.unsubscribe()
    return seen.length
  }
}
