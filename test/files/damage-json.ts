// Damages text of JSON as disks, editors and people with bad intentions do: recordings, heap snapshots, files of budgets.

type Random = () => number

/** Numbers as a damaged or a malicious file may have them. */
const numbers = [
  '4294967296',
  '1e999',
  '-1e999',
  '-1',
  '0',
  '0.5',
  '1e21',
  '9007199254740991',
  '-0',
  'NaN',
  'null',
  '"7"',
  '[]',
  '{}',
]
const names = ['__proto__', 'constructor', 'a(', '$&', '\\u0000', '']

/** What a kind of damage needs: the file, a place in it, and choices. */
interface Damage {
  original: Buffer
  from: number
  to: number
  lines: readonly string[]
  line: number
  below(count: number): number
  pick<T>(items: readonly T[]): T
  /** Replaces one match, any of them. */
  replaceOne(pattern: RegExp, by: (match: string) => string): Buffer
}

const damages: Record<string, (damage: Damage) => Buffer> = {
  'a bit': ({ original, from, below }) => {
    const copy = Buffer.from(original)
    copy[from] = copy[from]! ^ (1 << below(8))
    return copy
  },
  'bytes left out': ({ original, from, to }) =>
    Buffer.concat([original.subarray(0, from), original.subarray(to)]),
  'bytes twice': ({ original, from, to }) =>
    Buffer.concat([original.subarray(0, to), original.subarray(from)]),
  'cut off': ({ original, from }) => original.subarray(0, from),
  'a line left out': ({ lines, line }) => Buffer.from(lines.toSpliced(line, 1).join('\n')),
  'a line twice': ({ lines, line, pick }) => Buffer.from(lines.toSpliced(line, 0, pick(lines)).join('\n')),
  'a number': ({ replaceOne, pick }) => replaceOne(/(?<=[:[,])-?\d+(\.\d+)?/g, () => pick(numbers)),
  'a number that counts': ({ replaceOne, pick }) =>
    replaceOne(/"(of|here|end|trial|retries|version|holder|totalSteps|steps)":\d+/g, match =>
      match.replace(/\d+$/, pick(numbers)),
    ),
  'a text': ({ replaceOne, pick }) => replaceOne(/"[^"\\]*"/g, () => `"${pick(names)}"`),
  'deep arrays': ({ replaceOne, below }) => replaceOne(/\[/g, () => '['.repeat(1 + below(3000))),
  'an object many times': ({ replaceOne, below }) =>
    replaceOne(/(?<=[[,:])\{[^{}]*\}/g, match =>
      Array(1 + below(400))
        .fill(match)
        .join(),
    ),
  'an empty array': ({ replaceOne }) => replaceOne(/\[[^[\]]*\]/g, () => '[]'),
}
export const damageKinds: readonly string[] = Object.keys(damages)

/** A copy of a file of JSON with one damage. */
export function damageJson(
  original: Buffer,
  random: Random,
  kind: string = damageKinds[Math.floor(random() * damageKinds.length)]!,
): { content: Buffer; kind: string } {
  const below = (count: number) => Math.floor(random() * count)
  const pick = <T>(items: readonly T[]): T => items[below(items.length)]!
  const text = original.toString()
  const from = below(original.length)
  const lines = text.split('\n')
  const content = damages[kind]!({
    original,
    from,
    to: Math.min(original.length, from + 1 + below(200)),
    lines,
    line: below(lines.length),
    below,
    pick,
    replaceOne(pattern, by) {
      const found = [...text.matchAll(pattern)]
      if (found.length === 0) return original
      const { index, 0: match } = pick(found)
      return Buffer.from(text.slice(0, index) + by(match) + text.slice(index + match.length))
    },
  })
  return { content, kind }
}
