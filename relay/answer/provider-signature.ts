import { createHmac } from 'node:crypto';
import { MINUTE_MS, SECOND_MS } from '../../shared/time/instant.ts';
import { isSameSecret } from '../access/same-secret.ts';

/** How old a chat's request may be; an older one may be somebody's who recorded it. */
const toleranceMs = 5 * MINUTE_MS;

/**
 * Whether a request of a Twilio-compatible provider is signed by one of the account's tokens: HMAC-SHA1, base64, over the address it
 * was sent to as the provider knows it and every field of the form by name, names and values without anything between.
 */
export function isTwilioSigned(
  given: string | undefined,
  tokens: readonly string[],
  { url, fields }: { url: string; fields: Readonly<Record<string, string>> },
): boolean {
  const signed =
    url +
    Object.keys(fields)
      .toSorted()
      .map((name) => name + (fields[name] ?? ''))
      .join('');
  return given !== undefined && tokens.some((token) => isSameSecret(given, createHmac('sha1', token).update(signed).digest('base64')));
}

/** Whether a request of Slack is signed by one of the app's secrets (`v0`), and not older or newer than five minutes. */
export function isSlackSigned(
  { signature, timestamp }: { signature: string | undefined; timestamp: string | undefined },
  secrets: readonly string[],
  { raw, now }: { raw: Buffer; now: number },
): boolean {
  if (signature === undefined || timestamp === undefined || !/^\d{1,12}$/.test(timestamp)) {
    return false;
  }
  if (Math.abs(now - Number(timestamp) * SECOND_MS) > toleranceMs) {
    return false;
  }
  return secrets.some((secret) =>
    isSameSecret(signature, `v0=${createHmac('sha256', secret).update(`v0:${timestamp}:`).update(raw).digest('hex')}`),
  );
}
