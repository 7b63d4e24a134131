// Numbers without a loop over their digits, and rows without a branch that depends on how many there are: the
// processor guesses such a branch wrong at every third number, which costs more than all of the arithmetic.

export const COMMA: u32 = 0x2c
/** A digit and a comma, less than this by the digit. */
export const ZERO_COMMA: u32 = 0x2c30

/** Bit i is set where the byte at `from` + i is no digit. */
@inline
function findEnds16(from: usize): u32 {
  const digits = i8x16.sub(v128.load(from), i8x16.splat(0x30))
  return <u32>i8x16.bitmask(i8x16.gt_u(digits, i8x16.splat(9)))
}

@inline
export function findEnds32(from: usize): u32 {
  return findEnds16(from) | (findEnds16(from + 16) << 16)
}

@inline
export function findEnds64(from: usize): u64 {
  return <u64>findEnds32(from) | (<u64>findEnds32(from + 32) << 32)
}

/**
 * The number of one to eight digits that stands before `end`. All digits are dealt with in one word: neighbours become
 * numbers of two digits, those of four, those of eight.
 */
@inline
export function readShort(end: usize, length: u32): u64 {
  const others = <u64>(64 - 8 * length)
  let digits = ((load<u64>(end - 8) >> others) << others) & 0x0f0f0f0f0f0f0f0f
  digits = (digits * (1 + (10 << 8))) >> 8
  digits = ((digits & 0x00ff00ff00ff00ff) * (1 + (100 << 16))) >> 16
  return ((digits & 0x0000ffff0000ffff) * (1 + (<u64>10000 << 32))) >> 32
}

/** One of one to sixteen digits. */
@inline
export function readLong(end: usize, length: u32): u64 {
  if (length <= 8) return readShort(end, length)
  return readShort(end - 8, length - 8) * 100000000 + readShort(end, 8)
}

// A division takes as long as thirty multiplications: (number * inverse(divisor)) >> SHIFT is the quotient of whatever is
// a multiple of the divisor, and anything else for what is not.
export const SHIFT: u64 = 34

@inline
export function inverse(divisor: u32): u64 {
  return (<u64>1 << SHIFT) / <u64>divisor + 1
}
