// Votes by show of hands: what the lecturer types, as numbers.

/** Votes for each choice, in the order of the choices. */
export type Ballot = readonly number[]

/** The letter by which a choice is called in a vote: `a` for the first. */
export function letterOf(choice: number): string {
  return String.fromCharCode(97 + choice)
}

const mostVotes = 9_999

/**
 * Reads `a 12 b 5`, `a12b5`, or the numbers alone in the order of the choices: `12 5 0`.
 * @returns null for anything else
 */
export function readBallot(typed: string, choices: number): Ballot | null {
  const text = typed.trim().toLowerCase()
  const votes = Array.from({ length: choices }, () => 0)
  const isNamed = /^(?:[a-i]\s*\d+[\s,]*)+$/.test(text)
  if (!isNamed && !/^\d+(?:[\s,]+\d+)*$/.test(text)) return null
  const counts = isNamed
    ? [...text.matchAll(/([a-i])\s*(\d+)/g)].map(
        ([, letter, count]) => [letter!.charCodeAt(0) - 97, Number(count)] as const,
      )
    : text.split(/[\s,]+/).map((count, choice) => [choice, Number(count)] as const)
  for (const [choice, count] of counts) {
    if (choice >= choices || count > mostVotes) return null
    votes[choice] = count
  }
  return votes
}

export function sumOf(ballot: Ballot): number {
  return ballot.reduce((sum, votes) => sum + votes, 0)
}
