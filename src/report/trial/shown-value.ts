// Which figure of a series do charts and tables show for a reading?
import type { Reading } from '../../model/event.ts'
import { seriesValue } from '../../model/series-value.ts'
import type { Series } from '../../model/verdict.ts'

/**
 * What V8 does not count is a difference, and below zero while a program has reserved more than it uses. It is shown from its lowest reading
 * up, so that its growth is the growth of the verdict.
 * @param readings all readings of the trial
 */
export function showValueOf(series: Series, readings: readonly Reading[]): (reading: Reading) => number {
  const value = (reading: Reading) => seriesValue(series, reading) ?? 0
  const lowest = series === 'uncounted' && readings.length > 0 ? Math.min(...readings.map(value)) : 0
  return reading => value(reading) - lowest
}
