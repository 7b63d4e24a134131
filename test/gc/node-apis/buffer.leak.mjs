// Clean steps of node:buffer and of Blob: each buffer is dropped when the step ends.
import { Blob, Buffer, File, transcode } from 'node:buffer'

export default {
  title: 'Buffers and blobs',
  ask: 'Does a buffer live longer than its last reference?',
  learn:
    'It does not. A buffer and its memory outside the heap are freed when nothing refers to it. Small buffers share a pool of 8 KiB.',
  collects: {
    'Buffer.from a string': () => () => Buffer.from('a few words').toString('base64'),
    'Buffer.alloc of 64 KiB': () => () => Buffer.alloc(64 << 10).fill(1),
    'Buffer.concat': () => () =>
      Buffer.concat([Buffer.from('a'), Buffer.from('b')]).equals(Buffer.from('ab')),
    'transcode of a string': () => () => transcode(Buffer.from('€'), 'utf8', 'utf16le'),
    'the text of a Blob': () => async () => {
      if ((await new Blob(['a few', ' words']).text()) !== 'a few words') throw new Error('another text')
    },
    'the stream of a Blob': () => async () => {
      for await (const chunk of new Blob(['a few words']).stream())
        if (chunk.length === 0) throw new Error('empty')
    },
    'a slice of a File': () => async () => {
      const file = new File(['a few words'], 'words.txt', { type: 'text/plain' })
      if ((await file.slice(0, 5).arrayBuffer()).byteLength !== 5) throw new Error('another length')
    },
    'an object URL that is revoked': () => () => URL.revokeObjectURL(URL.createObjectURL(new Blob(['a']))),
  },
}
