// Finds where each string begins, and which of them name WeakMap entries.
import { readEntryName } from './entries'
import { COLUMN, columns, WINDOW } from './memory'

const QUOTE: u32 = 0x22
const BACKSLASH: u32 = 0x5c
/** `",\n"`: the four bytes that V8 writes between the texts of two strings. */
const BETWEEN: u32 = 0x220a2c22

/**
 * How many bytes one call reads. A string takes at least three bytes with what follows, so one column has room for all starts, and
 * the next one for three words of each entry's name.
 */
export const STRINGS_WINDOW: i32 = WINDOW / 2

/** How many strings began in the last call, and how many of those that also ended in it are names of entries. */
export let stringsTaken: u32 = 0
export let entriesTaken: u32 = 0
/** If a string that began in an earlier call ended in the last one: the address of its closing quote plus `shift`. Else 0. */
export let openEnd: u32 = 0
/** Whether the last call ended inside of a string. */
export let stringIsOpen: u32 = 0

/**
 * Reads strings, at most STRINGS_WINDOW bytes. The first column gets the address of each one's first byte plus `shift`; the second
 * one gets three words for each name of a WeakMap entry: index of the string, ids of key and table.
 * @param index index of the first string that begins in this call
 * @param isOpen 1 if `from` is inside of a string
 * @returns where it stopped: `end`, or `end` + 1 if the byte there is escaped, or earlier at something that is not a string
 */
export function readStrings(from: usize, end: usize, shift: u32, index: u32, isOpen: u32): usize {
  let at = from
  let count: u32 = 0
  let entries: u32 = 0
  // 0 while the string is one that began in an earlier call
  let start: usize = 0
  openEnd = 0
  while (at < end) {
    if (isOpen) {
      at = findSpecial(at, end)
      if (at === end) break
      if (<u32>load<u8>(at) === BACKSLASH) {
        at += 2
        continue
      }
      if (start === 0) openEnd = <u32>at + shift
      else if (readEntryName(start, at, columns + COLUMN + 12 * entries + 4)) {
        store<u32>(columns + COLUMN + 12 * entries, index + count - 1)
        entries++
      }
      isOpen = 0
      at++
    }
    if (at + 3 <= end && load<u32>(at - 1) === BETWEEN) at += 2
    else at = skipBetween(at, end)
    if (at >= end || <u32>load<u8>(at) !== QUOTE) break
    at++
    store<u32>(columns + 4 * count, <u32>at + shift)
    count++
    start = at
    isOpen = 1
  }
  stringsTaken = count
  entriesTaken = entries
  stringIsOpen = isOpen
  return at
}

/** The first quote or backslash, or `end`. */
function findSpecial(from: usize, end: usize): usize {
  for (let at = from; at < end; at += 16) {
    const bytes = v128.load(at)
    const special = v128.or(
      i8x16.eq(bytes, i8x16.splat(<u8>QUOTE)),
      i8x16.eq(bytes, i8x16.splat(<u8>BACKSLASH)),
    )
    const found = <u32>i8x16.bitmask(special)
    if (found !== 0) return min(at + ctz(found), end)
  }
  return end
}

/** The next byte that is neither comma nor white space, or `end`. */
function skipBetween(from: usize, end: usize): usize {
  let at = from
  while (at < end) {
    const byte = <u32>load<u8>(at)
    if (byte !== 0x2c && byte !== 0x20 && byte !== 0x0a && byte !== 0x0d && byte !== 0x09) break
    at++
  }
  return at
}
