// Who is called when a signal is aborted? Any number of children, with one listener on the signal: more than ten of its own kind are
// taken for a leak by Node, which warns of them.

const waiting = new WeakMap<AbortSignal, Set<() => void>>()

/**
 * Calls `act` when the signal is aborted.
 * @returns a function that takes it back
 */
export function whenAborted(signal: AbortSignal, act: () => void): () => void {
  const acts = waiting.get(signal) ?? listenTo(signal)
  // A function of its own, so that one that is given twice is called twice.
  const call = () => act()
  acts.add(call)
  return () => acts.delete(call)
}

function listenTo(signal: AbortSignal): Set<() => void> {
  const acts = new Set<() => void>()
  waiting.set(signal, acts)
  signal.addEventListener('abort', () => callAll(acts), { once: true })
  return acts
}

function callAll(acts: Set<() => void>): void {
  for (const act of [...acts]) act()
  acts.clear()
}
