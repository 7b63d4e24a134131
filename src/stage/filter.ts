// Does a text have all words of a filter that was typed?

/** @returns a test for texts; every text passes an empty filter */
export function createFilter(typed: string): (text: string) => boolean {
  const wanted = typed.toLowerCase().split(' ').filter(Boolean)
  return text => {
    const lower = text.toLowerCase()
    return wanted.every(word => lower.includes(word))
  }
}
