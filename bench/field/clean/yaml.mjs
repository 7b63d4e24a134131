// yaml: documents with anchors and comments, parsed and written.
import { parseDocument } from 'yaml'

export default () => {
  let id = 0
  return () => {
    const document = parseDocument(
      `# order\nbase: &base { tea: 1 }\norders:\n  - <<: *base\n    id: ${id++}\n  - [a, b]\n`,
      { merge: true },
    )
    document.set('seen', true)
    return String(document).length + Object.keys(document.toJS()).length
  }
}
