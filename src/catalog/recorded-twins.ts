// What the twins did in CPython when they were last recorded: for a machine without python3. `.ci/record-twins.mjs` writes the file.
import { readFileSync } from 'node:fs'
import type { ComparedRow, RecordedTwins } from '../model/comparison.ts'
import { sourceFolder } from './builtin.ts'

/** @returns undefined where the file cannot be read */
export function readRecordedTwins(): RecordedTwins | undefined {
  try {
    return JSON.parse(readFileSync(new URL('cpython.json', sourceFolder), 'utf8')) as RecordedTwins
  } catch {
    return undefined
  }
}

/** Adds rows of one engine to those of others: variants of the same name make one row. */
export function mergeRows(rows: readonly ComparedRow[], added: readonly ComparedRow[]): ComparedRow[] {
  const merged = rows.map(row => ({ ...row, cells: { ...row.cells } }))
  for (const { variant, cells } of added) {
    const row = merged.find(one => one.variant === variant)
    if (row === undefined) merged.push({ variant, cells })
    else Object.assign(row.cells, cells)
  }
  return merged
}
