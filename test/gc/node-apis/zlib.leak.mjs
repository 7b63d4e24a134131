// Clean steps of node:zlib: each stream has ended.
import { Readable } from 'node:stream'
import { text } from 'node:stream/consumers'
import { promisify } from 'node:util'
import {
  brotliCompressSync,
  brotliDecompressSync,
  constants,
  createDeflateRaw,
  createGunzip,
  createGzip,
  deflate,
  deflateSync,
  gunzip,
  gunzipSync,
  gzip,
  gzipSync,
  inflateSync,
} from 'node:zlib'

const words = Buffer.from('a few words '.repeat(20))

// A small window and quality: large ones take megabytes and milliseconds.
const small = { params: { [constants.BROTLI_PARAM_QUALITY]: 1, [constants.BROTLI_PARAM_LGWIN]: 10 } }

export default {
  title: 'Compression',
  ask: 'Does compressing something leave memory behind?',
  learn:
    'It does not. A stream of zlib has memory outside the heap, and frees it when it has ended or is closed.',
  collects: {
    'gzip and gunzip with callbacks': () => async () => promisify(gunzip)(await promisify(gzip)(words)),
    'gzipSync and gunzipSync': () => () => gunzipSync(gzipSync(words)),
    'deflate with a callback': () => () => promisify(deflate)(words),
    'deflateSync and inflateSync': () => () => inflateSync(deflateSync(words)),
    'a small brotli': () => () => brotliDecompressSync(brotliCompressSync(words, small)),
    'data that is wrong': () => () => {
      try {
        gunzipSync(words)
      } catch (error) {
        if (error.code !== 'Z_DATA_ERROR') throw error
      }
    },
    'streams through gzip and back': () => () =>
      text(Readable.from([words]).pipe(createGzip()).pipe(createGunzip())),
    'a stream that is closed early': () => () => {
      const stream = createDeflateRaw()
      stream.write(words)
      return new Promise(resolve => stream.close(resolve))
    },
  },
}
