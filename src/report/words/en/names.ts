// The name of a trial, in one line.
import type { Subject } from '../../../model/recording.ts'

/** `unbounded Map`; where it runs in several runtimes, `unbounded Map, Node 22.11.0`. */
export function nameVariant({ variant, runtime }: Pick<Subject, 'variant' | 'runtime'>): string {
  return withRuntime(variant, runtime)
}

/** `strong-cache · unbounded Map, Node 22.11.0`; without the variant where it has the scenario's name. */
export function nameTrial(
  { slug, variant, runtime }: Pick<Subject, 'slug' | 'variant' | 'runtime'>,
  separator: string,
): string {
  return withRuntime(variant === slug ? slug : joinNames(slug, variant, separator), runtime)
}

/** A scenario and one of its variants; the scenario alone where the variant has no name. */
export function joinNames(scenario: string, variant: string, separator: string): string {
  return variant === '' ? scenario : `${scenario} ${separator} ${variant}`
}

function withRuntime(name: string, runtime: string | null): string {
  return runtime === null ? name : `${name}, ${runtime}`
}
