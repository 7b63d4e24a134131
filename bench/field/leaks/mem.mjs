// mem 3.0.1: what is older than `maxAge` is computed again, but what is never asked for again is never removed.
// Changelog of mem 4.0.0: "Delete expired cache entries"; sold as a security advice as well.
import mem from 'mem'

export default () => {
  const thumbnailOf = mem(id => Buffer.alloc(2000, id), { maxAge: 1 })
  let id = 0
  return async () => {
    thumbnailOf(id++)
    await new Promise(resolve => setTimeout(resolve, 2))
  }
}
