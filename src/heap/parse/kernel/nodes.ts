// Reads rows of nodes: type, name, id, self size, edge count, and fields that only some versions of V8 write.
import {
  align,
  findEnds48,
  hasOtherSeparators,
  MORE_THAN_EIGHT,
  MORE_THAN_SIXTEEN,
  readUpper,
  separatorDiffers,
  toNumbers,
} from './digits'
import { COLUMN, columns, SMALL_COLUMN, smallColumns } from './memory'

/** How many fields every version writes. */
const FIELDS: u32 = 5

/** Of the last call: how many rows it read, the highest string index among their names, and the sum of edge counts so far. */
export let nodesTaken: u32 = 0
export let nodesMaxName: i32 = -1
export let nodesEdges: u32 = 0
/** Not 0 if one of them has a detachedness other than 0. */
export let someDetached: u32 = 0

/**
 * Reads rows of `fields` numbers into four columns of words (names, ids, sizes, number of the next node's first edge) and two of
 * bytes (types, detachedness). Begins and stops as readEdges does.
 * @param detachedness number of that field, or -1
 * @param edges sum of the edge counts of all nodes before
 */
export function readNodes(
  from: usize,
  lastStart: usize,
  maxRows: u32,
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
  while (row <= lastStart && count < maxRows) {
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
      separatorDiffers(row, separator, gap) |
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
    // The last end is 64 if no more were found: the row is longer than 48 bytes.
    if (unusual | (end & 64) | <u32>hasOtherSeparators(at, allEnds, end)) break
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
