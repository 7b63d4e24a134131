// Reads rows of locations: object, script, line and column.
import {
  align,
  findEnds48,
  hasOtherSeparators,
  inverse,
  MORE_THAN_EIGHT,
  MORE_THAN_SIXTEEN,
  readUpper,
  SHIFT,
  separatorDiffers,
  toNumbers,
} from './digits'
import { columns } from './memory'

/** How many rows the last call read. */
export let locationsTaken: u32 = 0

/**
 * Reads rows of four numbers into rows of four words, with the object's ordinal in place of its index. Begins and stops as readEdges
 * does.
 */
export function readLocations(
  from: usize,
  lastStart: usize,
  separator: u32,
  gap: u32,
  nodeFields: u32,
  nodeCount: u32,
): usize {
  const factor = inverse(nodeFields)
  let row = from
  let count: u32 = 0
  while (row <= lastStart) {
    const at = row + gap
    const allEnds = findEnds48(at)
    let ends = allEnds
    const objectEnd = <u32>ctz(ends)
    ends &= ends - 1
    const scriptEnd = <u32>ctz(ends)
    ends &= ends - 1
    const lineEnd = <u32>ctz(ends)
    ends &= ends - 1
    const columnEnd = <u32>ctz(ends)
    const scriptLength = scriptEnd - objectEnd - 1
    const lineLength = lineEnd - scriptEnd - 1
    const columnLength = columnEnd - lineEnd - 1
    if (
      separatorDiffers(row, separator, gap) |
      ((objectEnd - 1) & MORE_THAN_SIXTEEN) |
      ((scriptLength - 1) & MORE_THAN_EIGHT) |
      ((lineLength - 1) & MORE_THAN_EIGHT) |
      ((columnLength - 1) & MORE_THAN_EIGHT) |
      (columnEnd & 64) |
      <u32>hasOtherSeparators(at, allEnds, columnEnd)
    ) {
      break
    }
    const objectDigits = min(objectEnd, 8)
    const numbers = toNumbers(
      align(at + objectEnd - objectDigits, objectDigits),
      align(at + objectEnd + 1, scriptLength),
      align(at + scriptEnd + 1, lineLength),
      align(at + lineEnd + 1, columnLength),
    )
    let object = <u64>i32x4.extract_lane(numbers, 0)
    if (objectEnd > 8) object += readUpper(at, objectEnd)
    const ordinal = (object * factor) >> SHIFT
    if (ordinal >= <u64>nodeCount || ordinal * <u64>nodeFields !== object) break
    v128.store(columns + 16 * count, i32x4.replace_lane(numbers, 0, <i32>ordinal))
    count++
    row = at + columnEnd
  }
  locationsTaken = count
  return row
}
