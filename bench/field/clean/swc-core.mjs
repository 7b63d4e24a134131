// @swc/core: a compiler in native threads, with an allocator of its own.
import { transform } from '@swc/core'

export default () => {
  let id = 0
  return async () => {
    const source = `export const id = ${id++}; class A { #id = id; get id() { return this.#id ?? { ...id } } }`
    const { code } = await transform(source, { swcrc: false, sourceMaps: true, jsc: { target: 'es5' } })
    return code.length
  }
}
