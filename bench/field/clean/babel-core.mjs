// @babel/core: parse, traverse with caches of paths and scopes, generate.
import { transformSync } from '@babel/core'

const source = `
const greet = ({ name = 'you' }) => { let word = 'hello'; return [word, name].map(part => part.trim()).join(' ') }
class Shape { #area = 1; get area() { return this.#area } static make() { return new Shape() } }
export { greet, Shape }
`

/** A plugin of one's own: renames what is called `word`. */
function renames() {
  return {
    visitor: {
      Program(path) {
        path.traverse({
          BlockStatement(block) {
            if (block.scope.hasOwnBinding('word')) block.scope.rename('word', 'greeting')
          },
        })
      },
    },
  }
}

export default () => () =>
  transformSync(source, { plugins: [renames], configFile: false, babelrc: false, compact: true }).code
