// luxon: dates parsed, moved between zones, formatted; its caches of formatters are for what has been asked for.
import { DateTime } from 'luxon'

export default () => {
  let minute = 0
  return () => {
    const time = DateTime.fromISO('2024-03-30T12:00:00Z').plus({ minutes: minute++ })
    return (
      time.setZone('Europe/Berlin').setLocale('de').toLocaleString(DateTime.DATETIME_FULL) +
      time.toFormat('yyyy LLL dd')
    )
  }
}
