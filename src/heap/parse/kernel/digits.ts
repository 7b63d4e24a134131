// Reads numbers of up to 16 digits without a loop over the digits, and rows without a branch that depends on how many digits there
// are: the processor mispredicts such a branch at every third number, which costs more than all of the arithmetic.

export const COMMA: u32 = 0x2c
/** The two bytes `0,`. The bytes of another digit and a comma, minus this, are the digit. */
export const ZERO_COMMA: u32 = 0x2c30

/** Sixteen bytes, minus '0' each: digits become 0 … 9, everything else ten or more (unsigned). */
@inline
function loadDigits(from: usize): v128 {
  return i8x16.sub(v128.load(from), i8x16.splat(0x30))
}

/** Of 32 bytes, the ends of numbers: bit i is set if the byte at `from` + i is not a digit. */
@inline
export function findEnds32(from: usize): u32 {
  const ten = i8x16.splat(10)
  return (
    <u32>i8x16.bitmask(i8x16.ge_u(loadDigits(from), ten)) |
    (<u32>i8x16.bitmask(i8x16.ge_u(loadDigits(from + 16), ten)) << 16)
  )
}

/** The same of 48 bytes. */
@inline
export function findEnds48(from: usize): u64 {
  const ten = i8x16.splat(10)
  return <u64>findEnds32(from) | (<u64>(<u32>i8x16.bitmask(i8x16.ge_u(loadDigits(from + 32), ten))) << 32)
}

/** Of 48 bytes: bit i is set if the byte at `from` + i is a comma. */
@inline
function findCommas48(from: usize): u64 {
  const comma = i8x16.splat(<u8>COMMA)
  return (
    <u64>(<u32>i8x16.bitmask(i8x16.eq(v128.load(from), comma))) |
    (<u64>(<u32>i8x16.bitmask(i8x16.eq(v128.load(from + 16), comma))) << 16) |
    (<u64>(<u32>i8x16.bitmask(i8x16.eq(v128.load(from + 32), comma))) << 32)
  )
}

/** Not 0 if the bytes at `at` are not this separator of `gap` bytes (one or two). */
@inline
export function separatorDiffers(at: usize, separator: u32, gap: u32): u32 {
  return (<u32>load<u16>(at) ^ separator) << (32 - 8 * gap)
}

/** Whether one of the bytes after the numbers of a row is not a comma. The byte after the last number, at `end`, does not count. */
@inline
export function hasOtherSeparators(from: usize, ends: u64, end: u32): bool {
  return (ends ^ findCommas48(from)) << <u64>(64 - end) !== 0
}

/** Masks for a length minus one. A bit is left if the number has no digits, or more than that many. */
export const MORE_THAN_EIGHT: u32 = ~7
export const MORE_THAN_SIXTEEN: u32 = ~15

/** One to eight digits, right-aligned in eight bytes. The bytes before them are zero. */
@inline
export function align(from: usize, length: u32): u64 {
  return load<u64>(from) << <u64>(64 - 8 * length)
}

/** Two times eight digits → four numbers of four digits, two for each. */
@inline
function toFours(first: u64, second: u64): v128 {
  const digits = v128.and(i64x2.replace_lane(i64x2.splat(first), 1, second), i8x16.splat(0x0f))
  // In each lane the lower byte is the first digit. The product has ten times the first plus the second in its upper byte.
  const pairs = i16x8.shr_u(i16x8.mul(digits, i16x8.splat((10 << 8) + 1)), 8)
  return i32x4.dot_i16x8_s(pairs, i16x8(100, 1, 100, 1, 100, 1, 100, 1))
}

/** Four times eight digits → four numbers of 32 bits. */
@inline
export function toNumbers(first: u64, second: u64, third: u64, fourth: u64): v128 {
  const fours = i16x8.narrow_i32x4_u(toFours(first, second), toFours(third, fourth))
  return i32x4.dot_i16x8_s(fours, i16x8(10000, 1, 10000, 1, 10000, 1, 10000, 1))
}

/** Two times eight digits → two numbers, in lanes 0 and 1, and again in lanes 2 and 3. */
@inline
export function toTwoNumbers(first: u64, second: u64): v128 {
  const fours = toFours(first, second)
  const both = i16x8.narrow_i32x4_u(fours, fours)
  return i32x4.dot_i16x8_s(both, i16x8(10000, 1, 10000, 1, 10000, 1, 10000, 1))
}

/** Of a number of 9 to 16 digits: the value of the digits before the last eight. */
export function readUpper(from: usize, length: u32): u64 {
  return <u64>i32x4.extract_lane(toTwoNumbers(align(from, length - 8), 0), 0) * 100000000
}

// A division takes as long as thirty multiplications. (number * inverse(divisor)) >> SHIFT is the quotient if the number is a
// multiple of the divisor. If it is not, the result is arbitrary: multiply it to find out.
export const SHIFT: u64 = 34

@inline
export function inverse(divisor: u32): u64 {
  return (<u64>1 << SHIFT) / <u64>divisor + 1
}
