// Clean steps of node:crypto that make digests, random bytes and derived keys.
import {
  createHash,
  createHmac,
  getHashes,
  hkdfSync,
  pbkdf2,
  pbkdf2Sync,
  randomBytes,
  randomInt,
  randomUUID,
  scrypt,
  timingSafeEqual,
  webcrypto,
} from 'node:crypto'
import { promisify } from 'node:util'

export default {
  title: 'Digests, random bytes and derived keys',
  ask: 'Does a digest keep anything after it was asked for?',
  learn: 'It does not. The state outside the heap is freed with its object.',
  collects: {
    'a hash': () => () => createHash('sha256').update('a few words').digest('hex'),
    'a hash that is copied': () => () => createHash('sha256').update('a').copy().digest(),
    'an HMAC': () => () => createHmac('sha256', 'key').update('a few words').digest('base64'),
    'random bytes with a callback': () => () => promisify(randomBytes)(32),
    'random bytes, numbers and UUIDs at once': () => () => [randomBytes(32), randomInt(100), randomUUID()],
    'pbkdf2 with a callback': () => () => promisify(pbkdf2)('password', 'salt', 10, 32, 'sha256'),
    pbkdf2Sync: () => () => pbkdf2Sync('password', 'salt', 10, 32, 'sha256'),
    'a small scrypt': () => () => promisify(scrypt)('password', 'salt', 32, { N: 16 }),
    hkdfSync: () => () => hkdfSync('sha256', 'key', 'salt', 'info', 32),
    timingSafeEqual: () => () => timingSafeEqual(Buffer.from('abc'), Buffer.from('abc')),
    'the names of all hashes': () => () => getHashes().length,
    'subtle.digest': () => () => webcrypto.subtle.digest('SHA-256', new Uint8Array(64)),
  },
}
