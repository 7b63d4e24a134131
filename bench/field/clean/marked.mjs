// marked: a lexer and a renderer with module-wide options.
import { marked } from 'marked'

export default () => {
  let visit = 0
  return () =>
    marked.parse(
      `# Visit ${visit++}\n\n- one\n- **two** *three*\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n> [link](/${visit})\n`,
    )
}
