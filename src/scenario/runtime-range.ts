// Which runtimes does a range such as `node >=22 <26` contain?
// No dependency: the child process loads this file too.

const pattern = /^([a-z]+)((?: (?:>=|<)?\d+)*)$/

/** Whether a text is a range: a name, then bounds of the major version: `node`, `node 22`, `node >=22 <26`. */
export function isRuntimeRange(range: string): boolean {
  return pattern.test(range)
}

/**
 * Whether a range contains a runtime.
 * @param range as {@link isRuntimeRange} accepts it; any other text contains none
 * @param version `v20.20.2`
 */
export function inRuntimeRange(range: string, { name, version }: { name: string; version: string }): boolean {
  const [, named, bounds = ''] = pattern.exec(range) ?? []
  if (named !== name) return false
  const major = Number.parseInt(version.replace(/^v/, ''), 10)
  return bounds
    .split(' ')
    .filter(bound => bound !== '')
    .every(bound => {
      if (bound.startsWith('>=')) return major >= Number(bound.slice(2))
      if (bound.startsWith('<')) return major < Number(bound.slice(1))
      return major === Number(bound)
    })
}
