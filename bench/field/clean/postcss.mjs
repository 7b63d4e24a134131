// postcss with a plugin: a lazy result, inputs with source maps, a tree of nodes with proxies.
import postcss from 'postcss'

const source = '.a { color: red; &:hover { color: blue } } @media (min-width: 600px) { .a { margin: 0 auto } }'

export default () => {
  const upperCase = { postcssPlugin: 'upper-case', Declaration: node => void (node.value = node.value.toUpperCase()) }
  const processor = postcss([{ ...upperCase, Declaration: node => mark(node) }])
  return async () => {
    await processor.process(source, { from: 'a.css', to: 'b.css', map: { inline: false } })
  }
}

function mark(node) {
  if (!node.value.startsWith('var(')) node.value = `var(--x, ${node.value})`
}
