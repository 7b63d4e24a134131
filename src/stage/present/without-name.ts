// A variant's name says what it does to memory ("unbounded Map"), so its code is shown without it before the vote.
import type { LessonContent } from '../lesson/content.ts'

/** What stands in place of the name. */
const placeholder = 'variant'

/** The same lesson, with a variant whose code does not begin with its name. */
export function withoutName<Part extends Pick<LessonContent, 'variant'>>(content: Part): Part {
  const { variant } = content
  const code = [`'${variant.name}'`, `"${variant.name}"`, variant.name].reduce(
    (text, name) => (text.trimStart().startsWith(name) ? text.replace(name, placeholder) : text),
    variant.code,
  )
  return { ...content, variant: { ...variant, code } }
}
