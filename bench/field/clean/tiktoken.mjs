// tiktoken 1.0.22: an encoder that is not freed gives its WebAssembly memory back in a finalization callback.
import { Tiktoken } from 'tiktoken/lite'

const bytes = Array.from({ length: 256 }, (_, byte) => Buffer.of(byte).toString('base64'))

export default () => () => {
  const encoder = new Tiktoken(`! 0 ${bytes.join(' ')}`, {}, '\\S+|\\s+')
  return encoder.encode('some text').length
}
