// Ctrl-Z while something runs: the terminal is given back as it was, and everything stops until `fg`.
import { pause } from '../child/pause.ts'

/** What gives the terminal back, and what takes it again. */
interface Suspendable {
  giveBack(): void
  takeAgain(): void
}

const suspendables = new Set<Suspendable>()

/** @returns what ends it */
export function whenSuspended(suspendable: Suspendable): () => void {
  suspendables.add(suspendable)
  return () => suspendables.delete(suspendable)
}

let isSuspended = false

export async function suspend(): Promise<void> {
  if (isSuspended) return
  isSuspended = true
  for (const { giveBack } of suspendables) giveBack()
  await pause()
  isSuspended = false
  for (const { takeAgain } of suspendables) takeAgain()
}
