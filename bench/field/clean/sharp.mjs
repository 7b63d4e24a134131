// sharp: libvips in the threads of libuv, with a cache of operations and memory that malloc keeps for each thread.
import sharp from 'sharp'

export default () => {
  const pixels = Buffer.alloc(64 * 64 * 3, 100)
  return async () => {
    const image = sharp(pixels, { raw: { width: 64, height: 64, channels: 3 } })
    const { length } = await image.resize(32, 32).png().toBuffer()
    return length
  }
}
