// What arrays can do themselves, in loops: a scenario may replace the methods and the iterator of arrays.

export function mapList<T, Result>(
  list: readonly T[],
  change: (element: T, index: number) => Result,
): Result[] {
  const changed: Result[] = []
  for (let i = 0; i < list.length; i++) changed[i] = change(list[i]!, i)
  return changed
}

export function filterList<T>(list: readonly T[], isWanted: (element: T) => boolean): T[] {
  const wanted: T[] = []
  for (let i = 0; i < list.length; i++) if (isWanted(list[i]!)) wanted[wanted.length] = list[i]!
  return wanted
}
