// @napi-rs/canvas: a canvas of native memory, encoded in a thread, and loaded as an image.
import { createCanvas, loadImage } from '@napi-rs/canvas'

export default () => async () => {
  const canvas = createCanvas(64, 64)
  canvas.getContext('2d').fillRect(5, 5, 20, 20)
  const image = await loadImage(await canvas.encode('png'))
  return image.width
}
