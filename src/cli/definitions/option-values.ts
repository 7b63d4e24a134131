// Parsers for the values of options. Each throws InvalidArgumentError, with what was expected, for any other text.

import { InvalidArgumentError } from 'commander'
import { type Limits, limits } from '../../model/limits.ts'
import { words } from '../../report/words/words.ts'
import type { Shard } from '../../run/choose-trials.ts'

/** For an option that may be given several times. */
export function collect(value: string, before: string[] | undefined): string[] {
  return [...(before ?? []), value]
}

/** `node,bun`; several such lists make one. */
export function listOf(value: string, before: string[] | undefined): string[] {
  const names = value.split(',').map(name => name.trim())
  return [...new Set([...(before ?? []), ...names.filter(name => name !== '')])]
}

/** @param most any whole number where there is no limit */
export function wholeNumber(least: number, most = Number.MAX_SAFE_INTEGER): (text: string) => number {
  return text => {
    const value = Number(text)
    if (!Number.isSafeInteger(value) || value < least || value > most) {
      const { numberFrom, wholeNumber } = words.commands.expectedValues
      throw new InvalidArgumentError(
        most === Number.MAX_SAFE_INTEGER ? wholeNumber(least) : numberFrom(least, most),
      )
    }
    return value
  }
}

export function within({ least, most }: Limits): (text: string) => number {
  return wholeNumber(least, most)
}

export function seconds(text: string): number {
  const value = Number(text)
  if (!(value > 0 && value <= limits.timeoutMs.most / 1000))
    throw new InvalidArgumentError(words.commands.expectedValues.seconds)
  return value
}

export function pattern(text: string): RegExp {
  try {
    return new RegExp(text, 'i')
  } catch {
    throw new InvalidArgumentError(words.commands.expectedValues.pattern)
  }
}

/** `1/3`: counts from 1. */
export function shard(text: string): Shard {
  const [, index, count] = /^(\d+)\/(\d+)$/.exec(text)?.map(Number) ?? []
  if (index === undefined || count === undefined || index < 1 || index > count)
    throw new InvalidArgumentError(words.commands.expectedValues.shard)
  return { index, count }
}

/** The id of an object in a heap snapshot: `123`, or `@123` as reports write it. */
export function heapId(text: string): number {
  const id = Number(text.replace(/^@/, ''))
  if (!/^@?\d+$/.test(text) || !Number.isSafeInteger(id)) {
    throw new InvalidArgumentError(words.commands.expectedValues.id)
  }
  return id
}
