// Which form of a word goes with a number? English has two; the rules are the platform's, as for every language.

const rules = new Intl.PluralRules('en')

/** `one` for 1, otherwise `many`. */
export function pluralForm(count: number, one: string, many: string): string {
  return rules.select(count) === 'one' ? one : many
}
