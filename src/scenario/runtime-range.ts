// Which runtimes does a range such as `node >=22 <26` or `node <24.22.3` contain?
// No dependency: the child process loads this file too.

const pattern = /^([a-z]+)((?: (?:>=|<)?\d+(?:\.\d+){0,2})*)$/

/**
 * Whether a text is a range: a name, then bounds of the version: `node`, `node 22`, `node >=22 <26`, `node >=24.22.3`.
 * A bound is a major version, or goes on with minor and patch.
 */
export function isRuntimeRange(range: string): boolean {
  return pattern.test(range)
}

/**
 * Whether a range contains a runtime. A bound without a sign contains every version that begins with it.
 * @param range as {@link isRuntimeRange} accepts it; any other text contains none
 * @param version `v20.20.2`
 */
export function inRuntimeRange(range: string, { name, version }: { name: string; version: string }): boolean {
  const [, named, bounds = ''] = pattern.exec(range) ?? []
  if (named !== name) return false
  const running = readVersion(version.replace(/^v/, ''))
  return bounds
    .split(' ')
    .filter(bound => bound !== '')
    .every(bound => {
      if (bound.startsWith('>=')) return compareVersions(running, readVersion(bound.slice(2))) >= 0
      if (bound.startsWith('<')) return compareVersions(running, readVersion(bound.slice(1))) < 0
      return readVersion(bound).every((part, at) => part === running[at])
    })
}

/** The numbers of a version: `24.22.3` is [24, 22, 3]. What follows them, as in `26.0.0-rc.1`, is left out. */
function readVersion(version: string): number[] {
  return version.split('.', 3).map(part => Number.parseInt(part, 10))
}

/** Negative if `a` is the older version. Missing parts count as 0. */
function compareVersions(a: number[], b: number[]): number {
  for (let at = 0; at < 3; at++) {
    const difference = (a[at] ?? 0) - (b[at] ?? 0)
    if (difference !== 0) return difference
  }
  return 0
}
