// @napi-rs/canvas 0.1.59: the native side keeps a reference to each Image, and with it to its pixels.
// Reported in Brooooooklyn/canvas#907; fixed in 0.1.60 by #934.
import { createCanvas, loadImage } from '@napi-rs/canvas'

export default () => {
  const picture = createCanvas(32, 32)
  picture.getContext('2d').fillRect(5, 5, 20, 20)
  const file = picture.toBuffer('image/png')
  return async () => {
    const image = await loadImage(file)
    return image.width
  }
}
