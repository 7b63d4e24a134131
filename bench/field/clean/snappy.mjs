// snappy: each result is memory of the native side, which V8 counts and frees with its Buffer.
import { compress, uncompress } from 'snappy'

export default () => {
  const text = Buffer.alloc(20_000, 'hello world ')
  return async () => {
    const { length } = await uncompress(await compress(text))
    return length
  }
}
