import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import type { AnswerBinding } from '../../shared/answer/standing.ts';
import { SECOND_MS } from '../../shared/time/instant.ts';

/** What a token carries in the open. It is short, for it stands in text messages: the incident by its number, the person by a tag. */
export interface TokenParts {
  number: number;
  epoch: number;
  expiresAt: number;
  tag: string;
}

// number 4, epoch 2, expiry 4, tag 4, nonce 4, MAC 12: 30 bytes are 48 letters of base32 without a bit to spare, so that each token
// has one spelling. Case does not matter, for some mail servers write addresses in capitals.
const openBytes = 18;
const macBytes = 12;
const tokenForm = /^[a-z2-7]{48}$/;
const alphabet = 'abcdefghijklmnopqrstuvwxyz234567';

function base32(bytes: Buffer): string {
  const bits = [...bytes].map((byte) => byte.toString(2).padStart(8, '0')).join('');
  return (bits.match(/.{5}/g) ?? []).map((five) => alphabet[Number.parseInt(five, 2)]).join('');
}

function fromBase32(text: string): Buffer {
  const bits = Array.from(text, (letter) => alphabet.indexOf(letter).toString(2).padStart(5, '0')).join('');
  return Buffer.from((bits.match(/.{8}/g) ?? []).map((eight) => Number.parseInt(eight, 2)));
}

function mac(key: Buffer, open: Buffer, { incident, epoch, person }: AnswerBinding): Buffer {
  const bound = JSON.stringify(['answer', incident, epoch, person, open.toString('hex')]);
  return createHmac('sha256', key).update(bound).digest().subarray(0, macBytes);
}

/** What stands for a person in a token: it tells nobody who they are. */
export function personTag(key: Buffer, person: string): string {
  return createHmac('sha256', key)
    .update(JSON.stringify(['person', person]))
    .digest('hex')
    .slice(0, 8);
}

/** Makes a token bound to incident, epoch and person until `expiresAt` (relay ms); `number` is the incident's. Undefined for an epoch past counting. */
export function signToken(
  key: Buffer,
  binding: AnswerBinding,
  { number, expiresAt }: { number: number; expiresAt: number },
): string | undefined {
  if (binding.epoch > 0xff_ff || number > 0xff_ff_ff_ff) {
    return undefined;
  }
  const open = Buffer.alloc(openBytes);
  open.writeUInt32BE(number, 0);
  open.writeUInt16BE(binding.epoch, 4);
  open.writeUInt32BE(Math.floor(expiresAt / SECOND_MS), 6);
  open.write(personTag(key, binding.person), 10, 'hex');
  randomBytes(4).copy(open, 14);
  return base32(Buffer.concat([open, mac(key, open, binding)]));
}

/** What a text says if it is a token at all; nothing in it is believed before `isSigned`. */
export function readToken(text: string): TokenParts | undefined {
  const token = text.toLowerCase();
  if (!tokenForm.test(token)) {
    return undefined;
  }
  const bytes = fromBase32(token);
  return {
    number: bytes.readUInt32BE(0),
    epoch: bytes.readUInt16BE(4),
    expiresAt: bytes.readUInt32BE(6) * SECOND_MS,
    tag: bytes.toString('hex', 10, 14),
  };
}

/** Whether this key signed a token for this incident, epoch and person; takes as long for a wrong one as for a right one. */
export function isSigned(key: Buffer, token: string, binding: AnswerBinding): boolean {
  const bytes = fromBase32(token.toLowerCase());
  return timingSafeEqual(bytes.subarray(openBytes), mac(key, bytes.subarray(0, openBytes), binding));
}
