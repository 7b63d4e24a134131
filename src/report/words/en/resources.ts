// Which resources of the system does a scenario take?

import { findWord } from './look-up.ts'
import { formatCount } from './numbers.ts'

/** Node's names of what keeps the event loop alive, and what they are. Some are named as they are. */
const kindWords: Record<string, string> = {
  descriptors: 'open descriptor',
  Timeout: 'timer',
  Immediate: 'immediate',
  TCPSocketWrap: 'TCP socket',
  TCPServerWrap: 'TCP server',
  PipeWrap: 'pipe',
  PipeServerWrap: 'pipe server',
  UDPWRAP: 'UDP socket',
  TLSWrap: 'TLS socket',
  MessagePort: 'message port',
  ProcessWrap: 'child process',
  FSEventWrap: 'file watcher',
  StatWatcher: 'file watcher',
  SignalWrap: 'signal watcher',
}

/** `one more open descriptor`, `2.0 more timers`. */
export function describeTaken(kind: string, perStep: number): string {
  if (kind === 'addressSpace') return `${formatAmount(perStep)} GiB more of address space`
  const name = findWord(kindWords, kind)
  const amount = formatAmount(perStep)
  if (name === undefined) return `${amount} more of ${kind}`
  const known = kind in { descriptors: 0, Timeout: 0, Immediate: 0 } ? '' : ` (${kind})`
  return amount === 'one' ? `one more ${name}${known}` : `${amount} more ${pluralOf(name)}${known}`
}

function formatAmount(perStep: number): string {
  if (Math.abs(perStep - 1) < 0.05) return 'one'
  return perStep >= 10 ? formatCount(Math.round(perStep)) : perStep.toFixed(perStep < 1 ? 2 : 1)
}

/** What is open at the end: `1,024 open descriptors`. */
export function describeOpen(kind: string, open: number): string {
  if (kind === 'addressSpace') return `${formatCount(open)} GiB of address space`
  const name = findWord(kindWords, kind)
  return name === undefined ? `${formatCount(open)} of ${kind}` : `${formatCount(open)} ${pluralOf(name)}`
}

function pluralOf(name: string): string {
  return name.endsWith('process') ? `${name}es` : `${name}s`
}
