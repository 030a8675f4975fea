import { createPrivateKey, createPublicKey, generateKeyPairSync, sign, verify } from 'node:crypto';
import { closeSync, existsSync, fsyncSync, openSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

const Identity = z.object({
  device: z.uuid(),
  privateKey: z.string(),
  publicKey: z.string(),
  relayUrl: z.string(),
  person: z.string(),
});
/** Who this desktop is to its relay. */
export type Identity = z.infer<typeof Identity>;

/** Makes the key pair a desktop enrols with; the private key never leaves it. */
export function newDeviceKey(): Pick<Identity, 'privateKey' | 'publicKey'> {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  return {
    privateKey: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    publicKey: publicKey.export({ format: 'jwk' }).x ?? '',
  };
}

/** Signs as this desktop, base64url. */
export function deviceSigner({ privateKey }: Pick<Identity, 'privateKey'>): (text: string) => string {
  const key = createPrivateKey(privateKey);
  return (text) => sign(null, Buffer.from(text), key).toString('base64url');
}

/** Whether a signature is the holder's of a public key, base64url; false for anything malformed. */
export function isSignedBy(text: string, signature: string, publicKey: string): boolean {
  try {
    const key = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: publicKey }, format: 'jwk' });
    return verify(null, Buffer.from(text), key, Buffer.from(signature, 'base64url'));
  } catch {
    return false;
  }
}

/** Keeps the identity in the data folder in a file only its owner may read. */
export class IdentityFile {
  readonly #file: string;

  constructor(folder: string) {
    this.#file = join(folder, 'identity.json');
  }

  /** The identity; undefined before this desktop was paired, or when the file is damaged and it must be paired again. */
  read(): Identity | undefined {
    if (!existsSync(this.#file)) {
      return undefined;
    }
    try {
      return Identity.parse(JSON.parse(readFileSync(this.#file, 'utf8')));
    } catch {
      return undefined;
    }
  }

  /** Whether this desktop is paired with that relay for that person already. */
  isFor(relayUrl: string, person: string): boolean {
    const identity = this.read();
    return identity?.relayUrl === relayUrl && identity.person === person;
  }

  write(identity: Identity): void {
    const temporary = `${this.#file}.tmp`;
    const descriptor = openSync(temporary, 'w', 0o600);
    writeFileSync(descriptor, JSON.stringify(identity, undefined, 2));
    fsyncSync(descriptor);
    closeSync(descriptor);
    renameSync(temporary, this.#file);
  }
}
