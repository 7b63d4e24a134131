// How is a number written? All bytes, counts and times of a report are formatted here.
import type { Style } from '../../terminal/style.ts'

const units = ['B', 'kB', 'MB', 'GB', 'TB']

/** `928 B`, `1.2 kB`, `3.4 MB`: decimal units, one digit after the point. */
export function formatBytes(bytes: number): string {
  const sign = bytes < 0 ? '-' : ''
  let size = Math.abs(bytes)
  if (Math.round(size) < 1000) return `${Math.round(size) === 0 ? '' : sign}${Math.round(size)} B`
  let unit = 0
  // 999.95 would be rounded to 1000.0, so it is written as 1.0 of the next unit.
  while ((unit === 0 || size >= 999.95) && unit < units.length - 1) {
    size /= 1000
    unit++
  }
  return `${sign}${size.toFixed(1)} ${units[unit]}`
}

/** `+1.2 kB`, `−928 B`, `0`. The minus is a hyphen where only ASCII can be shown. */
export function formatDelta(bytes: number, style: Pick<Style, 'unicode'>): string {
  if (Math.round(bytes) === 0) return '0'
  const size = formatBytes(Math.abs(bytes))
  if (bytes > 0) return `+${size}`
  return `${style.unicode ? '−' : '-'}${size}`
}

/** `0.65 ms`, `12 ms`, `2.8 s`. */
export function formatMs(ms: number): string {
  if (ms < 9.995) return `${ms.toFixed(2)} ms`
  return ms < 999.5 ? `${Math.round(ms)} ms` : `${(ms / 1000).toFixed(1)} s`
}

/** `12,345`. */
export function formatCount(count: number): string {
  return String(count).replace(/\B(?=(\d{3})+$)/g, ',')
}

/**
 * `928 B per iteration`, `0.3 B per iteration`, `20.5 kB per iteration`. Up to 9,999 it is whole bytes, so that no figure is off
 * by more than 1 %.
 */
export function formatPerIteration(bytesPerStep: number): string {
  return `${formatStepBytes(bytesPerStep)} per iteration`
}

/** Like `formatPerIteration`, without `per iteration`: for a column whose head says so. */
export function formatStepBytes(bytesPerStep: number): string {
  const size = Math.abs(bytesPerStep)
  const sign = bytesPerStep < 0 ? '-' : ''
  if (size < 0.05) return '0 B'
  if (size < 9.95) return `${sign}${Number(size.toFixed(1))} B`
  if (size < 9999.5) return `${sign}${formatCount(Math.round(size))} B`
  return formatBytes(bytesPerStep)
}
