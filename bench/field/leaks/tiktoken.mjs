// tiktoken 1.0.11: an encoder takes WebAssembly memory until free() is called, which the garbage collector does not do.
// Reported in dqbd/tiktoken#35; the README says to free it. Both exports make an encoder at each step, and only one frees it.
import { Tiktoken } from 'tiktoken/lite'

const bytes = Array.from({ length: 256 }, (_, byte) => Buffer.of(byte).toString('base64'))
const makeEncoder = () => new Tiktoken(`! 0 ${bytes.join(' ')}`, {}, '\\S+|\\s+')

export const notFreed = () => () => makeEncoder().encode('some text').length

export const freed = () => () => {
  const encoder = makeEncoder()
  const { length } = encoder.encode('some text')
  encoder.free()
  return length
}
