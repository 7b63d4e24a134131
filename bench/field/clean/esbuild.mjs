// esbuild: transforms in a service process that is kept, over a pipe.
import { transform } from 'esbuild'

export default () => {
  let id = 0
  return async () => {
    await transform(`export const id: number = ${id++}; enum A { B, C = 'c' }`, {
      loader: 'ts',
      minify: true,
    })
  }
}
