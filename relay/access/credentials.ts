import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { z } from 'zod';
import { newKeyPair, sha256OfText } from './signature.ts';
import { readPrivateJson, writePrivateJson } from './private-file.ts';
import { isSameSecret } from './same-secret.ts';

const Credentials = z.object({
  adminToken: z.string().min(20),
  integrations: z.record(z.string(), z.string().length(32)),
  /** What senders sign their bodies with, by integration. */
  secrets: z.record(z.string(), z.string().min(1)).optional(),
  pairing: z.object({ code: z.string(), expiresAt: z.string() }),
});
type Credentials = z.infer<typeof Credentials>;

const pairingLifeMs = 24 * 60 * 60 * 1000;
const pairingTries = 10;

/** No letter or digit of a pairing code can be taken for another. */
const codeAlphabet = 'ABCDEFGHJKMNPQRSTVWXYZ23456789';

function newPairing(now: number): Credentials['pairing'] {
  const letters = [...randomBytes(24)].map((byte) => codeAlphabet[byte % codeAlphabet.length]).join('');
  return { code: letters.replace(/(.{6})(?=.)/g, '$1-'), expiresAt: new Date(now + pairingLifeMs).toISOString() };
}

/** Of two integrations with one key it is the first's. */
function ownersOf({ integrations }: Credentials): Map<string, string> {
  return new Map(
    Object.entries(integrations)
      .map(([name, key]) => [sha256OfText(key), name] as const)
      .toReversed(),
  );
}

/** The relay's secrets, kept in `credentials.json` and `relay-key.json` of its data folder, readable by their owner only. */
export class CredentialStore {
  readonly #file: string;
  readonly #now: () => number;
  #credentials: Credentials;
  /** Integrations by the digest of their key: where two digests differ tells nothing of the keys. */
  #owners: ReadonlyMap<string, string>;
  #failedTries = 0;
  /** The relay's own signing key. */
  readonly key: { device: string; privateKey: string; publicKey: string };

  constructor(folder: string, device: () => string, now: () => number) {
    this.#file = join(folder, 'credentials.json');
    this.#now = now;
    const kept = readPrivateJson(this.#file);
    this.#credentials =
      kept === undefined
        ? { adminToken: randomBytes(32).toString('base64url'), integrations: {}, pairing: newPairing(now()) }
        : Credentials.parse(kept);
    this.#owners = ownersOf(this.#credentials);
    const isExpired = Date.parse(this.#credentials.pairing.expiresAt) <= now();
    if (isExpired) {
      this.#credentials.pairing = newPairing(now());
    }
    // Written only when it must be: a relay starting on a full disk still escalates what is open.
    if (kept === undefined || isExpired) {
      this.#save();
    }
    const keyFile = join(folder, 'relay-key.json');
    const keptKey = readPrivateJson(keyFile) as CredentialStore['key'] | undefined;
    this.key = keptKey ?? { device: device(), ...newKeyPair() };
    if (!keptKey) {
      writePrivateJson(keyFile, this.key);
    }
  }

  isAdmin(token: string): boolean {
    return isSameSecret(token, this.#credentials.adminToken);
  }

  /** The integration whose key it is, and for which the key is enough; undefined for a wrong key, and for one that has a secret besides. */
  integrationOf(key: string): string | undefined {
    const owner = this.ownerOf(key);
    return owner === undefined || this.secretOf(owner) !== undefined ? undefined : owner;
  }

  /** The integration whose key it is, also one whose bodies must be signed as well. */
  ownerOf(key: string): string | undefined {
    return this.#owners.get(sha256OfText(key));
  }

  /** What the senders of an integration sign with; undefined when its key is enough. */
  secretOf(integration: string): string | undefined {
    const { secrets = {} } = this.#credentials;
    return Object.hasOwn(secrets, integration) ? secrets[integration] : undefined;
  }

  /** Lets an integration take only what is signed with a secret, a new one unless it is given; returns it. */
  setSecret(integration: string, secret = randomBytes(32).toString('hex')): string {
    this.#credentials.secrets = { ...this.#credentials.secrets, [integration]: secret };
    this.#save();
    return secret;
  }

  /** Lets an integration's key be enough again; false when it was. */
  removeSecret(integration: string): boolean {
    const { [integration]: removed, ...secrets } = this.#credentials.secrets ?? {};
    if (removed !== undefined) {
      this.#credentials.secrets = secrets;
      this.#save();
    }
    return removed !== undefined;
  }

  /** Gives every named integration a key and takes the others' away, with their secrets. */
  syncIntegrations(names: readonly string[]): void {
    const { integrations, secrets = {} } = this.#credentials;
    const gone = Object.keys(secrets).filter((name) => !names.includes(name));
    gone.forEach((name) => this.removeSecret(name));
    const kept = new Map(Object.entries(integrations));
    const wanted = Object.fromEntries(names.map((name) => [name, kept.get(name) ?? randomBytes(16).toString('hex')]));
    if (JSON.stringify(wanted) !== JSON.stringify(integrations)) {
      this.#credentials.integrations = wanted;
      this.#owners = ownersOf(this.#credentials);
      this.#save();
    }
  }

  /** Checks a pairing code; after too many wrong ones it is replaced, so guessing never gets anywhere. */
  checkPairing(code: string): 'ok' | 'wrong' | 'expired' {
    const { pairing } = this.#credentials;
    if (Date.parse(pairing.expiresAt) <= this.#now()) {
      this.#renewPairing();
      return 'expired';
    }
    if (isSameSecret(code.trim().toUpperCase(), pairing.code)) {
      return 'ok';
    }
    this.#failedTries += 1;
    if (this.#failedTries >= pairingTries) {
      this.#renewPairing();
    }
    return 'wrong';
  }

  /** The present pairing code, a fresh one when it is about to expire. */
  pairing(): Credentials['pairing'] {
    if (Date.parse(this.#credentials.pairing.expiresAt) <= this.#now()) {
      this.#renewPairing();
    }
    return this.#credentials.pairing;
  }

  #renewPairing(): void {
    this.#failedTries = 0;
    this.#credentials.pairing = newPairing(this.#now());
    this.#save();
  }

  #save(): void {
    writePrivateJson(this.#file, this.#credentials);
  }
}
