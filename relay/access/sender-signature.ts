import { createHmac } from 'node:crypto';
import { MINUTE_MS, SECOND_MS, type Instant } from '../../shared/time/instant.ts';
import { isSameSecret } from './same-secret.ts';

/** A request as its signature is checked: the body byte for byte, as it came. */
export interface SignedRequest {
  headers: Readonly<Record<string, string | string[] | undefined>>;
  raw: Buffer;
  now: Instant;
}

/** What is wrong with how a request is signed, as a sentence that says what to do; undefined when it is signed with the secret. */
export type CheckSignature = (request: SignedRequest, secret: string) => string | undefined;

/** How old a signature that tells its time may be; an older one may be somebody's who recorded it. */
const toleranceMs = 5 * MINUTE_MS;

/** HMAC-SHA256 of the body in hex, in one header, after `prefix`: GitHub, Sentry and Grafana do so. */
export function hexSignature(header: string, prefix = ''): CheckSignature {
  return ({ headers, raw }, secret) => {
    const given = headers[header.toLowerCase()];
    if (typeof given !== 'string') {
      return `${header} is missing; give the sender the secret of this integration`;
    }
    const right = prefix + createHmac('sha256', secret).update(raw).digest('hex');
    return isSameSecret(given.trim().toLowerCase(), right) ? undefined : `${header} is not of this body and the secret of this integration`;
  };
}

/** The key of a Standard Webhooks secret: what follows `whsec_` is base64. */
function keyOfSecret(secret: string): Buffer {
  return secret.startsWith('whsec_') ? Buffer.from(secret.slice(6), 'base64') : Buffer.from(secret);
}

/** GitLab's: its signing token (Standard Webhooks: id, time and body, HMAC-SHA256 in base64), or its secret token as it is. */
export const gitLabSignature: CheckSignature = ({ headers, raw, now }, secret) => {
  const token = headers['x-gitlab-token'];
  const [id, at, signatures] = ['webhook-id', 'webhook-timestamp', 'webhook-signature'].map((name) => headers[name]);
  if (typeof signatures !== 'string') {
    return typeof token === 'string' && isSameSecret(token, secret)
      ? undefined
      : 'X-Gitlab-Token is not the secret of this integration; the key goes into the address, ?key=KEY';
  }
  if (typeof id !== 'string' || typeof at !== 'string' || !/^\d{1,12}$/.test(at)) {
    return 'webhook-id or webhook-timestamp is missing; both are signed with the body';
  }
  if (Math.abs(now - Number(at) * SECOND_MS) > toleranceMs) {
    return 'webhook-timestamp is more than five minutes away; set the clocks of GitLab and the relay';
  }
  const right = `v1,${createHmac('sha256', keyOfSecret(secret)).update(`${id}.${at}.`).update(raw).digest('base64')}`;
  // Several while a token is being replaced.
  return signatures.split(' ').some((given) => isSameSecret(given, right))
    ? undefined
    : 'webhook-signature is not of this body and the secret of this integration';
};
