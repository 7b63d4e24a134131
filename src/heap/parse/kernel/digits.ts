// Numbers without a loop over their digits, and rows without a branch that depends on how many there are: the
// processor guesses such a branch wrong at every third number, which costs more than all of the arithmetic.

export const COMMA: u32 = 0x2c
/** A digit and a comma, less than this by the digit. */
export const ZERO_COMMA: u32 = 0x2c30

/** Sixteen bytes of which digits are less than ten. */
@inline
function loadDigits(from: usize): v128 {
  return i8x16.sub(v128.load(from), i8x16.splat(0x30))
}

/** Bit i is set where the byte at `from` + i is no digit, of 32. */
@inline
export function findEnds32(from: usize): u32 {
  const ten = i8x16.splat(10)
  return (
    <u32>i8x16.bitmask(i8x16.ge_u(loadDigits(from), ten)) |
    (<u32>i8x16.bitmask(i8x16.ge_u(loadDigits(from + 16), ten)) << 16)
  )
}

/** The same of 48. */
@inline
export function findEnds48(from: usize): u64 {
  const ten = i8x16.splat(10)
  return <u64>findEnds32(from) | (<u64>(<u32>i8x16.bitmask(i8x16.ge_u(loadDigits(from + 32), ten))) << 32)
}

/** Which of 48 bytes are commas. */
@inline
function findCommas48(from: usize): u64 {
  const comma = i8x16.splat(<u8>COMMA)
  return (
    <u64>(<u32>i8x16.bitmask(i8x16.eq(v128.load(from), comma))) |
    (<u64>(<u32>i8x16.bitmask(i8x16.eq(v128.load(from + 16), comma))) << 16) |
    (<u64>(<u32>i8x16.bitmask(i8x16.eq(v128.load(from + 32), comma))) << 32)
  )
}

/** Not 0 where another separator stands than this one of `gap` bytes, two at most. */
@inline
export function differs(at: usize, separator: u32, gap: u32): u32 {
  return (<u32>load<u16>(at) ^ separator) << (32 - 8 * gap)
}

/** Whether one of the numbers' ends before the last, which is at `end`, is no comma. */
@inline
export function isPartedOtherwise(from: usize, ends: u64, end: u32): bool {
  return (ends ^ findCommas48(from)) << <u64>(64 - end) !== 0
}

/** Bits of a length, less one, that are set if there is nothing or that much. */
export const MORE_THAN_EIGHT: u32 = ~7
export const MORE_THAN_SIXTEEN: u32 = ~15

/** One to eight digits as they would stand at the end of eight, zeros before them. */
@inline
export function align(from: usize, length: u32): u64 {
  return load<u64>(from) << <u64>(64 - 8 * length)
}

/** Two times eight digits → numbers of four: two for each. */
@inline
function toFours(first: u64, second: u64): v128 {
  const digits = v128.and(i64x2.replace_lane(i64x2.splat(first), 1, second), i8x16.splat(0x0f))
  // In each lane the first digit is the lower byte: ten times that and the second come to stand in the upper one.
  const pairs = i16x8.shr_u(i16x8.mul(digits, i16x8.splat((10 << 8) + 1)), 8)
  return i32x4.dot_i16x8_s(pairs, i16x8(100, 1, 100, 1, 100, 1, 100, 1))
}

/** Four times eight digits → four numbers of 32 bits. */
@inline
export function toNumbers(first: u64, second: u64, third: u64, fourth: u64): v128 {
  const fours = i16x8.narrow_i32x4_u(toFours(first, second), toFours(third, fourth))
  return i32x4.dot_i16x8_s(fours, i16x8(10000, 1, 10000, 1, 10000, 1, 10000, 1))
}

/** Two times eight digits → two numbers, twice. */
@inline
export function toTwoNumbers(first: u64, second: u64): v128 {
  const fours = toFours(first, second)
  const both = i16x8.narrow_i32x4_u(fours, fours)
  return i32x4.dot_i16x8_s(both, i16x8(10000, 1, 10000, 1, 10000, 1, 10000, 1))
}

/** What stands before the last eight digits of a number that has more, up to sixteen, times 10⁸. */
export function readUpper(from: usize, length: u32): u64 {
  return <u64>i32x4.extract_lane(toTwoNumbers(align(from, length - 8), 0), 0) * 100000000
}

// A division takes as long as thirty multiplications: (number * inverse(divisor)) >> SHIFT is the quotient of whatever is
// a multiple of the divisor, and anything else for what is not.
export const SHIFT: u64 = 34

@inline
export function inverse(divisor: u32): u64 {
  return (<u64>1 << SHIFT) / <u64>divisor + 1
}
