// Clean steps of node:crypto that use keys: ciphers, signatures, key pairs.
import {
  createCipheriv,
  createDecipheriv,
  createECDH,
  createSecretKey,
  generateKeyPair,
  generateKeyPairSync,
  sign,
  verify,
  webcrypto,
} from 'node:crypto'
import { promisify } from 'node:util'

const { subtle } = webcrypto

export default {
  title: 'Keys, ciphers and signatures',
  ask: 'Does a key live longer than its last reference?',
  learn:
    'It does not. A key is an object like others; the memory that it has outside the heap is freed with it.',
  collects: {
    'encrypted and decrypted': () => {
      const key = Buffer.alloc(32, 1)
      const start = Buffer.alloc(12, 2)
      return () => {
        const cipher = createCipheriv('aes-256-gcm', key, start)
        const secret = Buffer.concat([cipher.update('a few words', 'utf8'), cipher.final()])
        const decipher = createDecipheriv('aes-256-gcm', key, start).setAuthTag(cipher.getAuthTag())
        if (decipher.update(secret, undefined, 'utf8') + decipher.final('utf8') !== 'a few words')
          throw new Error('other words')
      }
    },
    'signed and verified': () => {
      const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
      const data = Buffer.from('a few words')
      return () => {
        if (!verify('sha256', data, publicKey, sign('sha256', data, privateKey)))
          throw new Error('not signed')
      }
    },
    'a pair of keys with a callback': () => () => promisify(generateKeyPair)('ec', { namedCurve: 'P-256' }),
    'a pair of keys at once, exported': () => () =>
      generateKeyPairSync('ed25519').publicKey.export({ type: 'spki', format: 'pem' }),
    'a secret key': () => () => createSecretKey(Buffer.alloc(32, 1)).export(),
    'a shared secret': () => () => {
      const [one, other] = [createECDH('prime256v1'), createECDH('prime256v1')]
      one.generateKeys()
      other.generateKeys()
      other.computeSecret(one.getPublicKey())
    },
    'subtle.encrypt with a key of its own': () => async () => {
      const algorithm = { name: 'AES-GCM', length: 256 }
      const key = await subtle.generateKey(algorithm, false, ['encrypt'])
      await subtle.encrypt({ name: 'AES-GCM', iv: new Uint8Array(12) }, key, new Uint8Array(64))
    },
    'subtle.sign with an imported key': () => async () => {
      const algorithm = { name: 'HMAC', hash: 'SHA-256' }
      const key = await subtle.importKey('raw', new Uint8Array(32), algorithm, false, ['sign'])
      await subtle.sign('HMAC', key, new Uint8Array(64))
    },
  },
}
