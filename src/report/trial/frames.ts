// Where in the user's code did a trial fail? The first frames of the stack.
import type { Recording } from '../../model/recording.ts'
import { clean } from '../terminal/clean.ts'
import type { Style } from '../terminal/style.ts'

/**
 * The first frames in the user's own code, without the word `at`; without such frames the first ones. None where the
 * trial did not end by an error.
 */
export function failureFrames({ ending }: Pick<Recording, 'ending'>, style: Style, most: number): string[] {
  if (ending.kind !== 'failed' || ending.failure.origin === 'export') return []
  const frames = clean(ending.failure.stack, style)
    .split('\n')
    .map(line => line.trim())
    .filter(line => line.startsWith('at '))
  const own = frames.filter(frame => !/\bnode:|[\\/]harness[\\/]|[\\/]node_modules[\\/]/.test(frame))
  return (own.length > 0 ? own : frames)
    .slice(0, most)
    .map(frame => frame.replace(/^at /, '').replace('file://', ''))
}
