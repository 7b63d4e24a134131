import { COMMA, findEnds64, readLong, readShort } from './digits'
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
  const mask: u32 = ((<u32>1) << (8 * gap)) - 1
  let row = from
  let count: u32 = 0
  let maxName: i32 = -1
  let detached: u32 = 0
  while (row <= limit && count < most) {
    const at = row + gap
    let ends = findEnds64(at)
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
      ((<u32>load<u16>(row) & mask) ^ separator) |
      (<u32>load<u8>(at + typeEnd) ^ COMMA) |
      (<u32>load<u8>(at + nameEnd) ^ COMMA) |
      (<u32>load<u8>(at + idEnd) ^ COMMA) |
      (<u32>load<u8>(at + sizeEnd) ^ COMMA) |
      <u32>(typeEnd - 1 > 1) |
      <u32>(nameLength - 1 > 8) |
      <u32>(idLength - 1 > 9) |
      <u32>(sizeLength - 1 > 8) |
      <u32>(edgesLength - 1 > 8)
    let end = edgesEnd
    let detachedHere: u32 = 0
    for (let field = FIELDS; field < fields; field++) {
      const begin = end + 1
      ends &= ends - 1
      end = <u32>ctz(ends)
      unusual |= (<u32>load<u8>(at + begin - 1) ^ COMMA) | <u32>(end - begin - 1 > 9)
      if (field === detachedness) {
        unusual |= end - begin - 1
        detachedHere = <u32>load<u8>(at + begin) - 0x30
      }
    }
    // The last end is 64 where no more were found: the row is longer than what was looked at.
    if (unusual | (end & 64)) break
    const type = <u32>readShort(at + typeEnd, typeEnd)
    const own = <u32>readLong(at + edgesEnd, edgesLength)
    if (type >= typeCount || own > edgeCount - edges) break
    edges += own
    detached |= detachedHere
    const name = <u32>readLong(at + nameEnd, nameLength)
    maxName = max(maxName, <i32>name)
    store<u32>(columns + 4 * count, name)
    store<u32>(columns + 4 * count, <u32>readLong(at + idEnd, idLength), COLUMN)
    store<u32>(columns + 4 * count, <u32>readLong(at + sizeEnd, sizeLength), 2 * COLUMN)
    store<u32>(columns + 4 * count, edges, 3 * COLUMN)
    store<u8>(smallColumns + count, type)
    store<u8>(smallColumns + count, detachedHere, SMALL_COLUMN)
    count++
    row = at + end
  }
  nodesTaken = count
  nodesMaxName = maxName
  nodesEdges = edges
  someDetached = detached
  return row
}
