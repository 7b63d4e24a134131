// @napi-rs/canvas 0.1.48: encode() copies the pixels for its thread and never frees the copy. No counter of V8 shows it.
// Reported in Brooooooklyn/canvas#716; fixed in 0.1.49.
import { createCanvas } from '@napi-rs/canvas'

export default () => async () => {
  const canvas = createCanvas(64, 64)
  canvas.getContext('2d').fillRect(5, 5, 20, 20)
  await canvas.encode('png')
}
