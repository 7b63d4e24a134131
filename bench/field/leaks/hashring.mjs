// hashring 0.0.5: remembers the server of every key that was ever asked for, until a server is added or removed.
// Reported in 3rd-Eden/node-hashring#8; later versions remember a bounded number (#9).
import HashRing from 'hashring'

export default () => {
  const ring = new HashRing(['10.0.0.1:11211', '10.0.0.2:11211', '10.0.0.3:11211'])
  const serverOf = key => (ring.getNode ?? ring.get).call(ring, key)
  let id = 0
  return () => serverOf(`session ${id++}`)
}
