// To what do `exports` and `imports` of a package.json map a name?

/**
 * The targets under all conditions, because it is not known which ones the runtime or a loader applies.
 * @param map `exports` or `imports`
 * @param name `.`, `./path` or `#name`
 */
export function findTargets(map: unknown, name: string): string[] {
  const entries = Object.entries(normalize(map))
  const exact = entries.find(([key]) => key === name && !key.includes('*'))
  if (exact !== undefined) return stringsIn(exact[1])
  const matches = entries.flatMap(([key, target]) => {
    const [prefix = '', suffix] = key.split('*')
    if (suffix === undefined || name.length < key.length) return []
    if (!name.startsWith(prefix) || !name.endsWith(suffix)) return []
    return [{ prefix, target, matched: name.slice(prefix.length, name.length - suffix.length) }]
  })
  // Node's rule: the longest prefix wins.
  const [best] = matches.sort((a, b) => b.prefix.length - a.prefix.length)
  return best === undefined ? [] : stringsIn(best.target).map(target => target.replaceAll('*', best.matched))
}

/** `exports` may be the target of `.` itself, or its conditions. */
function normalize(map: unknown): object {
  if (typeof map !== 'object' || map === null || Array.isArray(map)) return { '.': map }
  return Object.keys(map).some(key => /^[.#]/.test(key)) ? map : { '.': map }
}

/** The strings in a target, which may be nested conditions or an array of alternatives. */
function stringsIn(target: unknown): string[] {
  if (typeof target === 'string') return [target]
  if (typeof target !== 'object' || target === null) return []
  return Object.values(target).flatMap(stringsIn)
}
