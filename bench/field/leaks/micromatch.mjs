// micromatch 3.1.10: keeps the compiled form of every pattern and its options in a cache without bound. Its README names
// `options.cache` as a way to turn this off; 4.0.8 keeps nothing.
import micromatch from 'micromatch'

export default () => {
  let id = 0
  return () => {
    micromatch.isMatch(`src/${id}.js`, `src/${id++}.*`)
  }
}
