// acorn: a parser that compiles regular expressions of words once, and makes a tree for each call.
import { parse } from 'acorn'

const source =
  'export const f = async ({ a, ...rest }) => { for await (const x of a) yield_(x ?? rest?.[0]) }'

export default () => () =>
  parse(source, { ecmaVersion: 2022, sourceType: 'module', locations: true }).body.length
