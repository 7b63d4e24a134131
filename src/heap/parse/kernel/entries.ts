// Parses the names of WeakMap entries. ../entry-names.ts does the same in JavaScript.
//   <n> / part of key (Key @k) -> value (Value @v) pair in WeakMap (table @t)

const CLOSE_PARENTHESIS: u32 = 0x29
const AT: u32 = 0x40

/** " / part of key (" */
const KEY_MARK_0: u64 = 0x2074726170202f20
const KEY_MARK_8: u64 = 0x282079656b20666f
/** ") -> value (" */
const VALUE_MARK_0: u64 = 0x6c6176203e2d2029
const VALUE_MARK_8: u32 = 0x28206575
/** " pair in WeakMap (table @" */
const TABLE_MARK: u32 = 25
const TABLE_MARK_0: u64 = 0x6e69207269617020
const TABLE_MARK_8: u64 = 0x70614d6b61655720
const TABLE_MARK_16: u64 = 0x20656c6261742820

/**
 * Parses the string from `start` to its closing quote at `end`, and writes the ids of the key and of the table to `to`. Returns
 * whether it is the name of an entry.
 */
export function readEntryName(start: usize, end: usize, to: usize): bool {
  const close = end - 1
  if (<u32>load<u8>(close) !== CLOSE_PARENTHESIS) return false
  const table = skipDigitsBack(close, start)
  const mark = table - TABLE_MARK
  if (table === close || mark < start || <u32>load<u8>(table - 1) !== AT) return false
  if (
    load<u64>(mark) !== TABLE_MARK_0 ||
    load<u64>(mark, 8) !== TABLE_MARK_8 ||
    load<u64>(mark, 16) !== TABLE_MARK_16
  )
    return false
  let value = start
  while (isDigit(value)) value++
  if (value === start || load<u64>(value) !== KEY_MARK_0 || load<u64>(value, 8) !== KEY_MARK_8) return false
  while (
    value < mark &&
    (<u32>load<u8>(value) !== CLOSE_PARENTHESIS ||
      load<u64>(value) !== VALUE_MARK_0 ||
      load<u32>(value, 8) !== VALUE_MARK_8)
  )
    value++
  if (value === mark) return false
  const key = skipDigitsBack(value, start)
  if (key === value || <u32>load<u8>(key - 1) !== AT) return false
  store<u32>(to, readNumber(key, value))
  store<u32>(to, readNumber(table, close), 4)
  return true
}

function isDigit(at: usize): bool {
  return <u32>load<u8>(at) - 48 <= 9
}

/** Where the digits before `end` begin, but not before `start`. */
function skipDigitsBack(end: usize, start: usize): usize {
  let at = end
  while (at > start && isDigit(at - 1)) at--
  return at
}

/** A number modulo 2³², as the ids of nodes are stored. */
function readNumber(from: usize, end: usize): u32 {
  let number: u32 = 0
  for (let at = from; at < end; at++) number = number * 10 + <u32>load<u8>(at) - 48
  return number
}
