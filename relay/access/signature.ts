import { createPrivateKey, createPublicKey, generateKeyPairSync, hash, sign, verify, type KeyObject } from 'node:crypto';

/** Makes an Ed25519 key pair: the private key as PEM to keep, the public key as base64url to tell. */
export function newKeyPair(): { privateKey: string; publicKey: string } {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  return {
    privateKey: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    publicKey: publicKey.export({ format: 'jwk' }).x ?? '',
  };
}

/** Signs texts with a private key, base64url. */
export function signerOf(privateKeyPem: string): (text: string) => string {
  const key = createPrivateKey(privateKeyPem);
  return (text) => sign(null, Buffer.from(text), key).toString('base64url');
}

/** SHA-256 of a text's UTF-8 bytes, lower-case hexadecimal. */
export function sha256OfText(text: string): string {
  return hash('sha256', text);
}

const publicKeys = new Map<string, KeyObject>();

/** Whether a signature is the holder's of a public key; false for anything malformed. */
export function verifySignature(text: string, signature: string, publicKey: string): boolean {
  try {
    let key = publicKeys.get(publicKey);
    if (!key) {
      key = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: publicKey }, format: 'jwk' });
      publicKeys.set(publicKey, key);
    }
    return verify(null, Buffer.from(text), key, Buffer.from(signature, 'base64url'));
  } catch {
    return false;
  }
}
