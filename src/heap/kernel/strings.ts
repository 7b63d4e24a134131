import { COLUMN, columns, WINDOW } from './memory'

const QUOTE: u32 = 0x22
const BACKSLASH: u32 = 0x5c
const CLOSE_PARENTHESIS: u32 = 0x29
/** `",\n"`: what V8 writes between two strings. */
const BETWEEN: u32 = 0x220a2c22

/** A string takes three bytes with what follows, one that is suspect four: two columns have room for all, and two for those. */
export const STRINGS_WINDOW: i32 = WINDOW / 2

/** How many strings began in the last call, and how many that ended in it may be the name of an entry. */
export let stringsTaken: u32 = 0
export let suspectsTaken: u32 = 0
/** Whether the last one goes on. */
export let stringIsOpen: u32 = 0

/**
 * Strings → where each begins, `shift` added. Of those that end with a parenthesis, so that they may be names of a WeakMap's
 * entries: which one it is, the next one to begin being number `index`, and where its quote stands. Of no more bytes than
 * STRINGS_WINDOW. Ends at `end`, or behind it if the byte there is escaped, or at what is no string; returns where.
 */
export function readStrings(from: usize, end: usize, shift: u32, index: u32, isOpen: u32): usize {
  let at = from
  let count: u32 = 0
  let suspects: u32 = 0
  // What began in an earlier piece may have ended there but for its quote.
  let isSuspect = isOpen
  while (at < end) {
    if (isOpen) {
      at = findSpecial(at, end)
      if (at === end) break
      if (<u32>load<u8>(at) === BACKSLASH) {
        at += 2
        continue
      }
      if (isSuspect | <u32>(<u32>load<u8>(at - 1) === CLOSE_PARENTHESIS)) {
        store<u32>(columns + 8 * suspects, index + count - 1, 2 * COLUMN)
        store<u32>(columns + 8 * suspects, <u32>at + shift, 2 * COLUMN + 4)
        suspects++
        isSuspect = 0
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
    isOpen = 1
  }
  stringsTaken = count
  suspectsTaken = suspects
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
