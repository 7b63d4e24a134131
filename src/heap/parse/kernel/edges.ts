import {
  align,
  COMMA,
  differs,
  findEnds32,
  inverse,
  MORE_THAN_EIGHT,
  MORE_THAN_SIXTEEN,
  readUpper,
  SHIFT,
  toTwoNumbers,
  ZERO_COMMA,
} from './digits'
import { COLUMN, columns, edgeTypeCodes } from './memory'

const UNKNOWN: u32 = 255
/** A bit for each of our types whose name is a number: elements and hidden ones. */
const NUMBERED: u32 = (1 << 1) | (1 << 4)

/** How many rows the last call took, and the last string that one of them is named by. */
export let edgesTaken: u32 = 0
export let edgesMaxName: i32 = -1

/**
 * Rows of type, name and target → words of type and ordinal, names. Begins where the row before ended, at a separator of
 * `gap` bytes, and ends before the first row that is not as usual or begins behind `limit`; returns where.
 */
export function readEdges(
  from: usize,
  limit: usize,
  most: u32,
  separator: u32,
  gap: u32,
  nodeFields: u32,
  nodeCount: u32,
): usize {
  const factor = inverse(nodeFields)
  let row = from
  let count: u32 = 0
  let maxName: i32 = -1
  while (row <= limit && count < most) {
    const at = row + gap
    let ends = findEnds32(at)
    ends &= ends - 1
    const nameEnd = ctz(ends)
    ends &= ends - 1
    const targetEnd = ctz(ends)
    const nameLength = nameEnd - 2
    const targetLength = targetEnd - nameEnd - 1
    const typeCode = <u32>load<u16>(at) - ZERO_COMMA
    if (
      differs(row, separator, gap) |
      (<u32>load<u8>(at + nameEnd) ^ COMMA) |
      <u32>(typeCode > 9) |
      ((nameLength - 1) & MORE_THAN_EIGHT) |
      ((targetLength - 1) & MORE_THAN_SIXTEEN) |
      // No more ends were found: the row is longer than what was looked at.
      (targetEnd & 32)
    ) {
      break
    }
    const type = <u32>load<u8>(edgeTypeCodes + typeCode)
    const targetDigits = min(targetLength, 8)
    const numbers = toTwoNumbers(
      align(at + 2, nameLength),
      align(at + targetEnd - targetDigits, targetDigits),
    )
    const name = i32x4.extract_lane(numbers, 0)
    let target = <u64>i32x4.extract_lane(numbers, 1)
    if (targetLength > 8) target += readUpper(at + nameEnd + 1, targetLength)
    const ordinal = (target * factor) >> SHIFT
    if (type === UNKNOWN || ordinal >= <u64>nodeCount || ordinal * <u64>nodeFields !== target) break
    // Without a branch, which would be guessed wrong as often as types change: -1 for a number.
    maxName = max(maxName, name | -(<i32>((NUMBERED >> type) & 1)))
    store<u32>(columns + 4 * count, (type << 29) | <u32>ordinal)
    store<u32>(columns + 4 * count, name, COLUMN)
    count++
    row = at + targetEnd
  }
  edgesTaken = count
  edgesMaxName = maxName
  return row
}
