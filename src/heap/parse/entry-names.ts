// Which strings name the edges of WeakMap entries, and of which entry? V8 gives the two edges to the value of an entry, from its key
// and from the map's table, names of this form:
//   "<n> / part of key (Key @k) -> value (Value @v) pair in WeakMap (table @t)"
// (V8Explorer::ExtractEphemeronHashTableReferences, src/profiler/heap-snapshot-generator.cc). kernel/entries.ts does the same in
// WebAssembly.
import { GrowableUint32 } from '../graph/typed-arrays.ts'

const TABLE_MARK = Buffer.from(' pair in WeakMap (table @')
const VALUE_MARK = Buffer.from(') -> value (')
const KEY_MARK = Buffer.from(' / part of key (')
const CLOSE = 41
const AT = 64

/** Collects the names of entries while the strings are read: reading them again later would load each from memory once more. */
export class EntryNames {
  /** Three numbers a name: string index, id of the key, id of the table. */
  readonly #names = new GrowableUint32()
  readonly #ids = { key: 0, table: 0 }

  /** @param scratch memory to write to, free until `markEphemerons` is done */
  constructor(scratch: Uint32Array | undefined) {
    if (scratch !== undefined) this.#names.values = scratch
  }

  /** Adds the string bytes[start] … bytes[end - 1], if it is the name of an entry. */
  addIfEntry(index: number, bytes: Uint8Array, start: number, end: number): void {
    if (!parseEntryName(bytes, start, end, this.#ids)) return
    this.#names.push(index)
    this.#names.push(this.#ids.key)
    this.#names.push(this.#ids.table)
  }

  /** Adds names that the kernel parsed, three numbers each. */
  append(names: Uint32Array): void {
    this.#names.append(names)
  }

  /** All names so far, three numbers each. */
  finish(): Uint32Array {
    return this.#names.values.subarray(0, this.#names.length)
  }
}

/**
 * Parses the ids of key and table from the bytes of a name, because half a million of them would take seconds as strings. Returns
 * whether it is the name of an entry.
 */
function parseEntryName(
  bytes: Uint8Array,
  start: number,
  end: number,
  ids: { key: number; table: number },
): boolean {
  if (bytes[end - 1] !== CLOSE || !isDigit(bytes[end - 2]!)) return false
  const table = skipDigitsBack(bytes, end - 1)
  const mark = table - TABLE_MARK.length
  if (mark < start || !matches(bytes, mark, TABLE_MARK)) return false
  let value = start
  while (isDigit(bytes[value]!)) value++
  if (value === start || !matches(bytes, value, KEY_MARK)) return false
  while (value < mark && (bytes[value] !== CLOSE || !matches(bytes, value, VALUE_MARK))) value++
  if (value === mark) return false
  const key = skipDigitsBack(bytes, value)
  if (key === value || bytes[key - 1] !== AT) return false
  ids.key = readNumber(bytes, key, value)
  ids.table = readNumber(bytes, table, end - 1)
  return true
}

function skipDigitsBack(bytes: Uint8Array, end: number): number {
  let at = end
  while (isDigit(bytes[at - 1]!)) at--
  return at
}

/** A number modulo 2³², as the ids of nodes are stored. */
function readNumber(bytes: Uint8Array, start: number, end: number): number {
  let number = 0
  for (let at = start; at < end; at++) number = (Math.imul(number, 10) + bytes[at]! - 48) | 0
  return number >>> 0
}

function isDigit(byte: number): boolean {
  return byte >= 48 && byte <= 57
}

function matches(bytes: Uint8Array, at: number, mark: Uint8Array): boolean {
  for (let offset = 0; offset < mark.length; offset++) {
    if (bytes[at + offset] !== mark[offset]) return false
  }
  return true
}
