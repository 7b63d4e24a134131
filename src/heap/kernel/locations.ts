import { COMMA, findEnds64, inverse, readLong, SHIFT } from './digits'
import { columns } from './memory'

/** How many rows the last call took. */
export let locationsTaken: u32 = 0

/** Rows of object, script, line and column → the same with the object's ordinal. Begins and ends as readEdges does. */
export function readLocations(
  from: usize,
  limit: usize,
  separator: u32,
  gap: u32,
  nodeFields: u32,
  nodeCount: u32,
): usize {
  const mask: u32 = ((<u32>1) << (8 * gap)) - 1
  const factor = inverse(nodeFields)
  let row = from
  let count: u32 = 0
  while (row <= limit) {
    const at = row + gap
    let ends = findEnds64(at)
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
      ((<u32>load<u16>(row) & mask) ^ separator) |
      (<u32>load<u8>(at + objectEnd) ^ COMMA) |
      (<u32>load<u8>(at + scriptEnd) ^ COMMA) |
      (<u32>load<u8>(at + lineEnd) ^ COMMA) |
      <u32>(objectEnd - 1 > 9) |
      <u32>(scriptLength - 1 > 8) |
      <u32>(lineLength - 1 > 8) |
      <u32>(columnLength - 1 > 8) |
      (columnEnd & 64)
    ) {
      break
    }
    const object = readLong(at + objectEnd, objectEnd)
    const ordinal = (object * factor) >> SHIFT
    if (ordinal >= <u64>nodeCount || ordinal * <u64>nodeFields !== object) break
    store<u32>(columns + 16 * count, <u32>ordinal)
    store<u32>(columns + 16 * count, <u32>readLong(at + scriptEnd, scriptLength), 4)
    store<u32>(columns + 16 * count, <u32>readLong(at + lineEnd, lineLength), 8)
    store<u32>(columns + 16 * count, <u32>readLong(at + columnEnd, columnLength), 12)
    count++
    row = at + columnEnd
  }
  locationsTaken = count
  return row
}
