// The parent's end of a child's channel: lines of JSON in both directions. A token distinguishes the harness's lines from
// what the scenario writes to the same descriptor, and limits stop a scenario that floods it.
import { randomBytes } from 'node:crypto'
import { createLineSplitter, parseJson } from '../files/line-splitter.ts'
import { maxEventBytes } from '../model/channel.ts'
import { type Assignment, type ChildEvent, type Command, parseEvent } from '../model/event.ts'
import type { ChildLink } from './spawn-child.ts'

/** Limits for what the scenario itself writes to the channel; above them the child is ended. */
const maxForeignBytes = 16 << 20
const maxForeignLines = 100_000
const newline = Buffer.from('\n')

export interface ChannelHandlers {
  /** Called with each valid event that carries the token. */
  onEvent(event: ChildEvent): void
  /** Called with each other line, where the channel is the standard output. Those lines are what the scenario prints. */
  onPrinted: ((line: Buffer) => void) | undefined
  /** Called when the scenario has written more than the limits allow. */
  onFlood(bytes: number): void
}

export interface ChildChannel {
  send(command: Command): void
  /** Lines so far that are no events of the harness. */
  foreignLines(): number
}

/** Sends the assignment with a new token, and then reads events. */
export function openChildChannel(
  link: ChildLink,
  assignment: Omit<Assignment, 'token'>,
  { onEvent, onFlood, onPrinted }: ChannelHandlers,
): ChildChannel {
  const token = randomBytes(12).toString('hex')
  const prefix = Buffer.from(`${token} `)
  let foreignLines = 0
  let foreignBytes = 0

  function write(message: Command | Assignment): void {
    link.write(`${JSON.stringify(message)}\n`)
  }

  const split = createLineSplitter(prefix.length + maxEventBytes, line => {
    if (line?.length === 0) return
    // Only lines that begin with the token are decoded: a flood of other lines must cost little time.
    const event = line?.subarray(0, prefix.length).equals(prefix)
      ? parseEvent(parseJson(line.toString('utf8', prefix.length)))
      : undefined
    if (event === undefined) {
      if (onPrinted === undefined) foreignLines++
      else onPrinted(Buffer.concat([line ?? Buffer.from('…'), newline]))
    } else {
      foreignBytes -= line!.length
      onEvent(event)
    }
  })
  link.listen(chunk => {
    foreignBytes += chunk.length
    split(chunk)
    if (onPrinted !== undefined) return
    if (foreignBytes > maxForeignBytes || foreignLines > maxForeignLines) onFlood(foreignBytes)
  })
  write({ token, ...assignment })
  return { send: write, foreignLines: () => foreignLines }
}
