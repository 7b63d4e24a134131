import {
  align,
  differs,
  findEnds48,
  isPartedOtherwise,
  MORE_THAN_EIGHT,
  MORE_THAN_SIXTEEN,
  readUpper,
  toNumbers,
} from './digits'
import { COLUMN, columns, SMALL_COLUMN, smallColumns } from './memory'

/** Type, name, id, self size, edge count: the fields that are always there. */
const FIELDS: u32 = 5

/** How many rows the last call took, the last string that one of them is named by, and how many edges the nodes so far own. */
export let nodesTaken: u32 = 0
export let nodesMaxName: i32 = -1
export let nodesEdges: u32 = 0
/** Whether one of the last call's is detached. */
export let someDetached: u32 = 0

/**
 * Rows of `fields` numbers → names, ids, sizes and where the next one's edges begin; types, and detachedness, which is the
 * field of that number. Begins and ends as readEdges does.
 */
export function readNodes(
  from: usize,
  limit: usize,
  most: u32,
  separator: u32,
  gap: u32,
  fields: u32,
  detachedness: u32,
  typeCount: u32,
  edges: u32,
  edgeCount: u32,
): usize {
  let row = from
  let count: u32 = 0
  let maxName: i32 = -1
  let detached: u32 = 0
  while (row <= limit && count < most) {
    const at = row + gap
    const allEnds = findEnds48(at)
    let ends = allEnds
    const typeEnd = <u32>ctz(ends)
    ends &= ends - 1
    const nameEnd = <u32>ctz(ends)
    ends &= ends - 1
    const idEnd = <u32>ctz(ends)
    ends &= ends - 1
    const sizeEnd = <u32>ctz(ends)
    ends &= ends - 1
    const edgesEnd = <u32>ctz(ends)
    const nameLength = nameEnd - typeEnd - 1
    const idLength = idEnd - nameEnd - 1
    const sizeLength = sizeEnd - idEnd - 1
    const edgesLength = edgesEnd - sizeEnd - 1
    let unusual =
      differs(row, separator, gap) |
      ((typeEnd - 1) & ~1) |
      ((nameLength - 1) & MORE_THAN_EIGHT) |
      ((idLength - 1) & MORE_THAN_SIXTEEN) |
      ((sizeLength - 1) & MORE_THAN_EIGHT) |
      ((edgesLength - 1) & MORE_THAN_EIGHT)
    let end = edgesEnd
    let detachedHere: u32 = 0
    for (let field = FIELDS; field < fields; field++) {
      const begin = end + 1
      ends &= ends - 1
      end = <u32>ctz(ends)
      unusual |= (end - begin - 1) & MORE_THAN_SIXTEEN
      if (field === detachedness) {
        unusual |= end - begin - 1
        detachedHere = <u32>load<u8>(at + begin) - 0x30
      }
    }
    // The last end is 64 where no more were found: the row is longer than what was looked at.
    if (unusual | (end & 64) | <u32>isPartedOtherwise(at, allEnds, end)) break
    const idDigits = min(idLength, 8)
    const numbers = toNumbers(
      align(at + typeEnd + 1, nameLength),
      align(at + idEnd - idDigits, idDigits),
      align(at + idEnd + 1, sizeLength),
      align(at + sizeEnd + 1, edgesLength),
    )
    const last = <u32>load<u8>(at + typeEnd - 1) - 0x30
    const type = typeEnd === 1 ? last : 10 * (<u32>load<u8>(at) - 0x30) + last
    const own = <u32>i32x4.extract_lane(numbers, 3)
    if (type >= typeCount || own > edgeCount - edges) break
    edges += own
    detached |= detachedHere
    maxName = max(maxName, i32x4.extract_lane(numbers, 0))
    v128.store_lane<u32>(columns + 4 * count, numbers, 0)
    v128.store_lane<u32>(columns + 4 * count, numbers, 1, COLUMN)
    v128.store_lane<u32>(columns + 4 * count, numbers, 2, 2 * COLUMN)
    store<u32>(columns + 4 * count, edges, 3 * COLUMN)
    store<u8>(smallColumns + count, type)
    store<u8>(smallColumns + count, detachedHere, SMALL_COLUMN)
    if (idLength > 8) {
      const upper = <u32>readUpper(at + nameEnd + 1, idLength)
      store<u32>(columns + 4 * count, <u32>i32x4.extract_lane(numbers, 1) + upper, COLUMN)
    }
    count++
    row = at + end
  }
  nodesTaken = count
  nodesMaxName = maxName
  nodesEdges = edges
  someDetached = detached
  return row
}
