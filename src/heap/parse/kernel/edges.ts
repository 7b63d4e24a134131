// Reads rows of edges: type, name, and index of the target node.
import { ELEMENT, HIDDEN, TYPE_SHIFT, UNKNOWN_TYPE } from '../../graph/edge-codes'
import {
  align,
  COMMA,
  findEnds32,
  inverse,
  MORE_THAN_EIGHT,
  MORE_THAN_SIXTEEN,
  readUpper,
  SHIFT,
  separatorDiffers,
  toTwoNumbers,
  ZERO_COMMA,
} from './digits'
import { COLUMN, columns, edgeTypeCodes } from './memory'

/** A bit for each type of edge that has a number instead of a name. */
const NUMBERED: u32 = (1 << ELEMENT) | (1 << HIDDEN)

/** Of the last call: how many rows it read, and the highest string index among their names. */
export let edgesTaken: u32 = 0
export let edgesMaxName: i32 = -1

/**
 * Reads rows of three numbers into two columns: words of type and target ordinal, and names.
 * @param from where the previous row ended: at a separator
 * @param lastStart no row is read that begins after this address
 * @param separator the bytes between two rows, as one number, and `gap`, how many they are
 * @returns where it stopped, the end of the last row that it read: at `maxRows` or `lastStart`, or before a row that is not
 * written as V8 writes it, or whose numbers are out of range
 */
export function readEdges(
  from: usize,
  lastStart: usize,
  maxRows: u32,
  separator: u32,
  gap: u32,
  nodeFields: u32,
  nodeCount: u32,
): usize {
  const factor = inverse(nodeFields)
  let row = from
  let count: u32 = 0
  let maxName: i32 = -1
  while (row <= lastStart && count < maxRows) {
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
      separatorDiffers(row, separator, gap) |
      (<u32>load<u8>(at + nameEnd) ^ COMMA) |
      <u32>(typeCode > 9) |
      ((nameLength - 1) & MORE_THAN_EIGHT) |
      ((targetLength - 1) & MORE_THAN_SIXTEEN) |
      // 32 if no end was found: the row is longer than 32 bytes.
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
    if (type === UNKNOWN_TYPE || ordinal >= <u64>nodeCount || ordinal * <u64>nodeFields !== target) break
    // -1 for a number. Without a branch, because the processor would mispredict it whenever the type changes.
    maxName = max(maxName, name | -(<i32>((NUMBERED >> type) & 1)))
    store<u32>(columns + 4 * count, (type << TYPE_SHIFT) | <u32>ordinal)
    store<u32>(columns + 4 * count, name, COLUMN)
    count++
    row = at + targetEnd
  }
  edgesTaken = count
  edgesMaxName = maxName
  return row
}
