/** Keyed hashes of ids, and seals on what must be read again: without the secret, neither tells anything. */
import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto'
import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { messageOf, StoreError } from './errors.ts'

export type IdKind = 'person' | 'place' | 'message' | 'conversation' | 'delivery'

export type Secrets = {
  /** The same for the same id; ids of different kinds have nothing in common. */
  hash(kind: IdKind, id: string): string
  seal(text: string): string
  /** Undefined: sealed with another secret, or tampered with. */
  unseal(sealed: string): string | undefined
  /** Tells whether two stores have the same secret, and nothing else about it. */
  fingerprint: string
}

const KEY_BYTES = 32
/** Of a hash that are kept: far beyond what two ids could have in common by chance. */
const HASH_BYTES = 16
/** As AES-GCM has them. */
const NONCE_BYTES = 12
const TAG_BYTES = 16

export function buildSecrets(secret: string): Secrets {
  const keyFor = (purpose: string): Buffer => Buffer.from(hkdfSync('sha256', secret, '', purpose, KEY_BYTES))
  const [idKey, sealKey] = [keyFor('ids'), keyFor('seals')]
  const hmac = (text: string): Buffer => createHmac('sha256', idKey).update(text).digest().subarray(0, HASH_BYTES)
  return {
    hash: (kind, id) => hmac(`${kind} ${id}`).toString('base64url'),
    seal(text) {
      const nonce = randomBytes(NONCE_BYTES)
      const cipher = createCipheriv('aes-256-gcm', sealKey, nonce)
      const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
      return Buffer.concat([nonce, cipher.getAuthTag(), sealed]).toString('base64url')
    },
    unseal(sealed) {
      const bytes = Buffer.from(sealed, 'base64url')
      try {
        const decipher = createDecipheriv('aes-256-gcm', sealKey, bytes.subarray(0, NONCE_BYTES))
        decipher.setAuthTag(bytes.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES))
        return decipher.update(bytes.subarray(NONCE_BYTES + TAG_BYTES), undefined, 'utf8') + decipher.final('utf8')
      } catch {
        return undefined
      }
    },
    fingerprint: hmac('fingerprint').toString('base64url'),
  }
}

/** The secret in this file, for its owner's eyes only; made where there is none. */
export function secretIn(file: string): string {
  try {
    return readSecret(file) ?? makeSecret(file)
  } catch (error) {
    if (error instanceof StoreError) throw error
    throw new StoreError(`The store's secret cannot be kept in ${file} (${messageOf(error)}); or set STORE_SECRET`, {
      cause: error,
    })
  }
}

function readSecret(file: string): string | undefined {
  let text: string
  try {
    text = readFileSync(file, 'utf8').trim()
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
  if (text === '')
    throw new StoreError(`${file} is empty: put the store's secret back, or delete the file and the store`)
  return text
}

/** Under another name first: of several processes that start at once, all read the one that came first, whole. */
function makeSecret(file: string): string {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 })
  const draft = `${file}.${process.pid}.${randomBytes(4).toString('hex')}`
  writeFileSync(draft, `${randomBytes(KEY_BYTES).toString('base64url')}\n`, { mode: 0o600, flag: 'wx' })
  try {
    linkSync(draft, file)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  } finally {
    rmSync(draft)
  }
  return readFileSync(file, 'utf8').trim()
}
