import type { Signer, Verifier } from '@/lib/handoff/events';
import { KeyId, PublicKey, Signature } from '@/lib/model/handoff';
import type { SiaDb } from '@/lib/store';
import { ownKey } from '@/lib/store';

const ECDSA = { name: 'ECDSA', namedCurve: 'P-256' } as const;
const SIGNING = { name: 'ECDSA', hash: 'SHA-256' } as const;

/** How many digits of a public key's hash stand for it. */
const FINGERPRINT_DIGITS = 24;

/** Bytes in base64url without padding. */
function toText(bytes: ArrayBuffer): string {
  const binary = String.fromCharCode(...new Uint8Array(bytes));
  return btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
}

/** The reverse of {@link toText}. Throws on anything else. */
function toBytes(text: string): Uint8Array<ArrayBuffer> {
  const binary = atob(text.replaceAll('-', '+').replaceAll('_', '/'));
  return Uint8Array.from(binary, (char) => char.charCodeAt(0));
}

/** The fingerprint of a public key. */
async function keyOf(publicKey: PublicKey): Promise<KeyId> {
  const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', toBytes(publicKey)));
  const digits = Array.from(hash, (byte) => byte.toString(16).padStart(2, '0')).join('');
  return KeyId.parse(digits.slice(0, FINGERPRINT_DIGITS));
}

/** Checks signatures with the browser's own cryptography. */
export const verifier: Verifier = {
  keyOf,
  async verify(publicKey, signature, bytes) {
    try {
      const key = await crypto.subtle.importKey('raw', toBytes(publicKey), ECDSA, false, [
        'verify',
      ]);
      return await crypto.subtle.verify(SIGNING, key, toBytes(signature), bytes);
    } catch {
      // A point that is not on the curve, say.
      return false;
    }
  },
};

/** A new pair of keys. Nobody can read the private one out, not even this extension. */
async function makePair(): Promise<{ publicKey: PublicKey; privateKey: CryptoKey }> {
  const pair = await crypto.subtle.generateKey(ECDSA, false, ['sign', 'verify']);
  const point = await crypto.subtle.exportKey('raw', pair.publicKey);
  return { publicKey: PublicKey.parse(toText(point)), privateKey: pair.privateKey };
}

const signers = new WeakMap<SiaDb, Promise<Signer>>();

/**
 * What signs for this browser. Its key is made at first use, and kept in the database, which is where it stays.
 *
 * @throws what the database or the browser's cryptography throws; the next call tries again
 */
export function signerOf(db: SiaDb): Promise<Signer> {
  const known = signers.get(db);
  if (known !== undefined) return known;
  const signer = makeSigner(db);
  signers.set(db, signer);
  signer.catch(() => signers.delete(db));
  return signer;
}

/** Forgets who signs: the key has been deleted, and the next signature is another one's. */
export function forgetSigner(db: SiaDb): void {
  signers.delete(db);
}

async function makeSigner(db: SiaDb): Promise<Signer> {
  // Made before it is asked for: a transaction cannot wait for cryptography.
  const { publicKey, privateKey } = (await ownKey(db)) ?? (await ownKey(db, await makePair()));
  return {
    key: await keyOf(publicKey),
    publicKey,
    async sign(bytes) {
      return Signature.parse(toText(await crypto.subtle.sign(SIGNING, privateKey, bytes)));
    },
  };
}
