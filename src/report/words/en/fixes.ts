// Which lines of code fix a leak? The heading over them.

/** @param leak name of the leaking variant, and of the variant without a leak that differs least from it */
export function describeFix({ leak, fix, arrow }: { leak: string; fix: string; arrow: string }): string {
  return `From leak to fix: ${leak} ${arrow} ${fix}`
}
