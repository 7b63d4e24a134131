// snappy 7.2.0: the synchronous functions take a reference to each Buffer that they are given and never delete it.
// Reported in Brooooooklyn/snappy#99; fixed in 7.2.1.
import snappy from 'snappy'

export default () => {
  const text = Buffer.alloc(2000, 'hello world ')
  return () => {
    snappy.uncompressSync(snappy.compressSync(text))
  }
}
