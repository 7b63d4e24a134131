// postcss with a plugin: a lazy result, inputs with source maps, a tree of nodes with proxies.
import postcss from 'postcss'

const source =
  '.a { color: red; &:hover { color: blue } } @media (min-width: 600px) { .a { margin: 0 auto } }'

export default () => {
  const variables = {
    postcssPlugin: 'variables',
    Declaration(node) {
      if (!node.value.startsWith('var(')) node.value = `var(--x, ${node.value})`
    },
  }
  const processor = postcss([variables])
  return async () => {
    await processor.process(source, { from: 'a.css', to: 'b.css', map: { inline: false } })
  }
}
